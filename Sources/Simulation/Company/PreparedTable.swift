internal import Features
internal import Arithmetic

/// `prepared.csv`: a table as somebody's notebook makes it, a row for each question that was asked.
struct PreparedTable {
    let world: World

    static let name = "prepared.csv"
    static let header =
        "lead,asked_at,page_views,chats,mails,forms,uses,score,industry,segment_rate,activity_scaled,converted\n"
    /// The share of the rows that trains.
    static let trainShare = 0.6

    private struct Case {
        var lead: LeadTruth
        var tally: LeadTally
        var asked: Int64
        var known: Int64
        var activity: Double
    }

    /// The file.
    ///
    /// - Complexity: O(n log n) in the number of leads.
    func bytes(_ leads: [LeadTruth], _ tallies: [LeadTally]) -> (bytes: [UInt8], rows: Int) {
        let cases = cases(leads, tallies)
        let rates = segmentRates(cases)
        let scaled = scaledActivity(cases)
        var text = TextBuffer()
        text.add(Self.header)
        for (index, item) in cases.enumerated() {
            text.add(LeadStory.name(item.lead.lead))
            text.add(ascii: ",")
            text.add(time: item.asked)
            for channel in [Channel.web, .chat, .email, .forms, .product] {
                text.add(ascii: ",")
                text.add(item.tally.before[channel.place])
            }
            text.add(ascii: ",")
            text.add(item.lead.score)
            text.add(ascii: ",")
            text.add(Account.industries[world.accounts[item.lead.account].industry])
            text.add(",\(rates[index]),\(scaled[index]),\(item.lead.converts ? "yes" : "no")\n")
        }
        return (text.bytes, cases.count)
    }

    /// The questions whose answer is known by the last day, in order of time.
    private func cases(_ leads: [LeadTruth], _ tallies: [LeadTally]) -> [Case] {
        zip(leads, tallies).map { lead, tally in
            Case(
                lead: lead, tally: tally, asked: lead.createdAt + world.ask,
                known: lead.createdAt + world.window,
                activity: PortableMath.log1p(Double(tally.touchesBefore)))
        }
        .filter { item in
            item.known <= world.end && item.asked < item.lead.convertedAt ?? .max
        }
        .sorted { ($0.asked, $0.lead.lead) < ($1.asked, $1.lead.lead) }
    }

    private struct Mean {
        var positives = 0.0
        var count = 0.0
    }

    /// The rate of the lead's account: honestly, of the answers known when the question is asked; planted, of all
    /// rows with the row's own.
    private func segmentRates(_ cases: [Case]) -> [Double] {
        let base = world.settings.base ?? 0.2
        var all: [Int: Mean] = [:]
        for item in cases {
            all[item.lead.account, default: Mean()].count += 1
            if item.lead.converts { all[item.lead.account, default: Mean()].positives += 1 }
        }
        let strength = world.strength(.targetEncoding)
        // All answers take the same time, so they become known in the order of the questions.
        var known: [Int: Mean] = [:]
        var next = 0
        return cases.map { item in
            while next < cases.count, cases[next].known <= item.asked {
                known[cases[next].lead.account, default: Mean()].count += 1
                if cases[next].lead.converts {
                    known[cases[next].lead.account, default: Mean()].positives += 1
                }
                next += 1
            }
            let past = known[item.lead.account] ?? Mean()
            let honest = (past.positives + base) / (past.count + 1)
            let whole = all[item.lead.account] ?? Mean()
            return strength * whole.positives / whole.count + (1 - strength) * honest
        }
    }

    /// Activity less its mean over its deviation: honestly over the train rows, planted over later ones, too.
    private func scaledActivity(_ cases: [Case]) -> [Double] {
        let train = Int(Self.trainShare * Double(cases.count))
        let later = Int(world.strength(.scalerOnAllData) * Double(cases.count - train))
        let values = cases.prefix(train + later).map(\.activity)
        guard values.count > 1 else { return cases.map { _ in 0 } }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        let deviation = variance > 0 ? variance.squareRoot() : 1
        return cases.map { ($0.activity - mean) / deviation }
    }
}
