internal import Features
internal import Glibc

extension TargetEncodingCheck {
    /// The chance, over all values of a column, up to which one value settles the label.
    private static let chance = 1e-4
    /// The share of the exceptions that chance would bring, up to which a value settles the label.
    private static let tolerated = 0.25
    /// How often the answer must turn as the value rises, and the share of the positives that such values must have.
    private static let leastTurns = 2
    private static let leastShare = 0.1

    /// Whether exact values settle the label one way and the other by turns.
    ///
    /// What rises or falls with the chance of the outcome has one turn at most: below it all are negative, above it all
    /// positive. An entity counts once for a value, however many rows it has.
    /// - Complexity: O(n log n).
    func turns(_ values: [Double], _ entities: RowCodes) -> String? {
        var counts: [Double: ClassCounts] = [:]
        var seen: Set<EntityValue> = []
        var all = ClassCounts()
        for (row, value) in values.enumerated() where !value.isNaN {
            // Where every row is an entity of its own, none is counted twice.
            let own = EntityValue(entity: entities.codes[row], value: value)
            guard entities.count == entities.codes.count || seen.insert(own).inserted else { continue }
            counts[value, default: ClassCounts()].add(isPositive: frame.labels[row])
            all.add(isPositive: frame.labels[row])
        }
        let count = Double(all.positives + all.negatives)
        let shared = counts.count { $0.value.positives + $0.value.negatives >= 5 }
        guard shared >= Self.leastGroups, all.positives > 0, all.negatives > 0 else { return nil }
        let least = log(Self.chance / Double(counts.count))
        var settled: [(isPositive: Bool, rows: Int)] = []
        for (_, own) in counts.sorted(by: { $0.key < $1.key }) {
            let rows = own.positives + own.negatives
            if Self.isRare(own.negatives, of: Double(rows * all.negatives) / count, least) {
                settled.append((true, rows))
            } else if Self.isRare(own.positives, of: Double(rows * all.positives) / count, least) {
                settled.append((false, rows))
            }
        }
        let turns = zip(settled, settled.dropFirst()).count { $0.isPositive != $1.isPositive }
        let positives = settled.reduce(0) { $0 + ($1.isPositive ? $1.rows : 0) }
        guard turns >= Self.leastTurns, Double(positives) >= Self.leastShare * Double(all.positives) else {
            return nil
        }
        let negatives = settled.reduce(0) { $0 + ($1.isPositive ? 0 : $1.rows) }
        return
            "has \(settled.count) exact values that settle the label, and as it rises the answer turns \(turns) times: of "
            + "\(positives) entities with some of them nearly all are positive, of \(negatives) with the others hardly one: "
            + "it was made with the row's own label"
    }

    /// Whether so few exceptions are there, where chance would bring many, by Chernoff's bound of a Poisson number.
    private static func isRare(_ exceptions: Int, of expected: Double, _ least: Double) -> Bool {
        let found = Double(exceptions)
        guard found <= tolerated * expected else { return false }
        return found - expected + (found > 0 ? found * log(expected / found) : 0) <= least
    }

    private struct EntityValue: Hashable {
        var entity: Int32
        var value: Double
    }
}
