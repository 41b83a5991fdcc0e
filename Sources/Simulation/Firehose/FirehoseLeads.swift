internal import Features
internal import LinearAlgebra
internal import Arithmetic

/// What stays the same of each lead: a few bytes a lead, whatever the number of events.
struct FirehoseLeads: Sendable {
    /// Expected sessions on a day of average weight, once the lead's interest has settled at full.
    let rates: [Float]
    /// The day the lead appeared, as days since 1970; it may be before the first day recorded.
    let created: [Int32]
    /// 0 cold, 1 warm, 2 hot.
    let warmths: [UInt8]
    let accounts: [Int32]
    /// By days since the lead appeared, how much of its first interest is left.
    let interest: [Double]

    /// Events of a session on average.
    static let eventsPerSession = 4.0
    /// Days before the first day recorded in which leads may have appeared.
    static let earlier = 365

    init(_ settings: FirehoseSettings, scenario: Scenario) {
        let days = scenario.days
        let stream = CounterRandom(seed: scenario.seed ?? 1, stream: "firehose leads")
        let warmth = Choice(weights: FirehoseCatalog.warmths)
        let interest = (0..<days.count + Self.earlier).map {
            0.2 + 0.8 * PortableMath.exp(-Double($0) / 75)
        }
        let exposure = Self.exposure(days: days, interest: interest)
        var rates: [Double] = []
        var created: [Int32] = []
        var warmths: [UInt8] = []
        var accounts: [Int32] = []
        var expected = 0.0
        for lead in 0..<settings.leads {
            var random = stream.substream(UInt32(lead))
            let rate = random.pareto(exponent: settings.exponent ?? 1.7, spread: settings.spread ?? 300)
            let day = days.lowerBound - Self.earlier + random.integer(below: days.count + Self.earlier)
            rates.append(rate)
            created.append(Int32(day))
            warmths.append(UInt8(warmth.draw(&random)))
            // A square makes a few accounts large.
            let place = random.nextUniform()
            accounts.append(Int32(place * place * Double(settings.accountCount)))
            expected += rate * exposure[day - days.lowerBound + Self.earlier]
        }
        let copies = 1 + (settings.duplicates ?? 0)
        let scale = Double(settings.events) / (expected * Self.eventsPerSession * copies)
        self.rates = rates.map { Float($0 * scale) }
        self.created = created
        self.warmths = warmths
        self.accounts = accounts
        self.interest = interest
    }

    /// By day of appearance, the weight of all days recorded from then on.
    private static func exposure(days: Range<Int>, interest: [Double]) -> [Double] {
        let weights = days.map { weight(of: $0) }
        return (-earlier..<days.count).map { created in
            var sum = 0.0
            for day in max(0, created)..<days.count { sum += weights[day] * interest[day - created] }
            return sum
        }
    }

    /// A day's weight in the week and the year.
    static func weight(of day: Int) -> Double {
        Rhythm.office.weekdayWeight(of: day) * Rhythm.office.seasonWeight(of: day)
    }
}
