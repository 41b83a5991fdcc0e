internal import Features
internal import LinearAlgebra
internal import Arithmetic

/// `leads.csv`: what the customer-relationship system shows of its leads on the last day, overwritten in place.
struct LeadsFile {
    let world: World
    /// Leads that each planted leak has touched.
    private(set) var affected: [Leak.Kind: Int] = [:]

    static let name = "leads.csv"
    /// The columns that are always there.
    static let columns = ["lead", "account", "created_at", "origin", "country"]
    /// Columns that a planted leak adds, in their order.
    static let planted: [(kind: Leak.Kind, column: String)] = [
        (.postOutcomeField, "close_value"), (.overwrittenField, "rating"), (.missingness, "budget_band"),
        (.accountAcrossSlices, "account_code"), (.lifetimeCount, "touch_count"),
    ]

    init(_ world: World) { self.world = world }

    /// The columns of planted leaks.
    var plantedColumns: [(kind: Leak.Kind, column: String)] { Self.planted.filter { world.has($0.kind) } }

    /// The file; leads that appeared after the last day are not in it.
    mutating func bytes(_ leads: [LeadTruth], _ tallies: [LeadTally]) -> (bytes: [UInt8], rows: Int) {
        var text = TextBuffer()
        let names =
            Self.columns + [world.settings.group?.field].compactMap { $0 } + plantedColumns.map(\.column)
        text.add(names.joined(separator: ",") + "\n")
        var rows = 0
        for (lead, tally) in zip(leads, tallies) where lead.createdAt < world.end {
            rows += 1
            text.add(LeadStory.name(lead.lead))
            text.add(ascii: ",")
            text.add(Account.name(lead.account))
            text.add(ascii: ",")
            text.add(time: lead.createdAt)
            text.add(ascii: ",")
            text.add(LeadTruth.origins[lead.origin])
            text.add(ascii: ",")
            text.add(Account.countries[world.accounts[lead.account].country])
            if let group = world.settings.group {
                text.add("," + (lead.isInGroup ? group.value : group.other))
            }
            for (kind, _) in plantedColumns { text.add("," + value(kind, lead, tally)) }
            text.add(ascii: "\n")
        }
        return (text.bytes, rows)
    }

    private mutating func value(_ kind: Leak.Kind, _ lead: LeadTruth, _ tally: LeadTally) -> String {
        var random = world.random("snapshot \(kind.rawValue)", lead.character)
        let isTouched = random.chance(world.strength(kind))
        // What is not over by the last day has overwritten nothing.
        let hasConverted = (lead.convertedAt ?? .max) < world.end
        let isDecided = hasConverted || (lead.declinedAt ?? .max) < world.end
        switch kind {
        case .postOutcomeField:
            // Honest values follow nothing.
            let value = random.logNormal(median: 5000, sigma: 0.5)
            let isWorth = isTouched ? hasConverted : random.chance(0.3)
            if isTouched { affected[kind, default: 0] += 1 }
            return isWorth ? String(Int(value)) : "0"
        case .overwrittenField:
            let first = ["hot", "warm", "cold"][random.integer(below: 3)]
            guard isTouched, isDecided else { return first }
            affected[kind, default: 0] += 1
            return hasConverted ? "hot" : "cold"
        case .missingness:
            let band = ["below-5k", "5k-to-20k", "above-20k"][random.integer(below: 3)]
            let isFilled = random.chance(0.2)
            guard isTouched, hasConverted else { return isFilled ? band : "" }
            affected[kind, default: 0] += 1
            return band
        case .lifetimeCount:
            let later = Int(world.strength(kind) * Double(tally.touchesAfter))
            if later > 0 { affected[kind, default: 0] += 1 }
            return String(tally.touchesBefore + later)
        default:
            return Account.name(lead.account)
        }
    }
}
