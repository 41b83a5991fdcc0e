import Arithmetic
import Features
import Models
import Scoring

/// A feature by which a cluster's leads differ from the others.
public struct TellingFeature: Codable, Equatable, Sendable {
    /// The feature.
    public var feature: String
    /// The category's level that is told of; nil for a number.
    public var level: String?
    /// The median of a number, or the share of a level, among the cluster's leads; nil where none has one.
    public var inside: Double?
    /// The same among the others.
    public var outside: Double?
    /// How far apart they are, in -1...1, above 0 where the cluster has more.
    ///
    /// Of a number Cliff's delta: the share of pairs in which the one is greater, less that in which it is less. Of a level the difference of
    /// shares.
    public var effect: Double
    /// The share of the cluster's leads of whom it is known.
    public var known: Double
    /// It in words, with the cluster's median or level filled in.
    public var sentence: String

    /// The features of a frame, for one group of rows.
    ///
    /// - Parameters:
    ///   - isInside: whether each row is in the group; shape (rows).
    ///   - inputs: in whose words features are told.
    /// - Returns: the greatest effects first; of equal ones the first feature.
    /// - Complexity: O(columns * rows log rows).
    static func all(
        of frame: FeatureFrame, isInside: [Bool], features: FeatureSet?
    ) -> [TellingFeature] {
        var found: [TellingFeature] = []
        let inside = isInside.count { $0 }
        for column in frame.columns {
            let definition = features?.definition(of: column.name)
            switch column.values {
            case .numbers(let values):
                let own = values.indices.filter { isInside[$0] && values[$0].isFinite }.map { values[$0] }
                let others = values.indices.filter { !isInside[$0] && values[$0].isFinite }.map { values[$0] }
                guard let median = median(own) else { continue }
                let input = ModelInput(
                    name: column.name, kind: .number, unit: definition?.statedUnit,
                    sentence: definition?.statedSentence)
                found.append(
                    TellingFeature(
                        feature: column.name, inside: median, outside: Self.median(others),
                        effect: delta(own, others), known: Double(own.count) / Double(max(1, inside)),
                        sentence: input.sentence(for: .number(median))))
            case .categories(let values):
                var counts: [String: (own: Int, others: Int)] = [:]
                var known = (own: 0, others: 0)
                for (row, value) in values.enumerated() {
                    guard let value else { continue }
                    if isInside[row] {
                        counts[value, default: (0, 0)].own += 1
                        known.own += 1
                    } else {
                        counts[value, default: (0, 0)].others += 1
                        known.others += 1
                    }
                }
                guard known.own > 0 else { continue }
                let input = ModelInput(
                    name: column.name, kind: .category, unit: definition?.statedUnit,
                    sentence: definition?.statedSentence)
                let levels = counts.keys.sorted().map { level -> TellingFeature in
                    let count = counts[level] ?? (0, 0)
                    let share = Double(count.own) / Double(known.own)
                    let other = known.others > 0 ? Double(count.others) / Double(known.others) : nil
                    return TellingFeature(
                        feature: column.name, level: level, inside: share, outside: other,
                        effect: share - (other ?? 0), known: Double(known.own) / Double(max(1, inside)),
                        sentence: input.sentence(for: .level(level)))
                }
                // Shares of one feature sum to 1: the level that differs most says it.
                if let most = levels.max(by: {
                    (abs($0.effect), $1.level ?? "") < (abs($1.effect), $0.level ?? "")
                }) {
                    found.append(most)
                }
            }
        }
        return found.enumerated().sorted {
            (abs($1.element.effect), $0.offset) < (abs($0.element.effect), $1.offset)
        }.map(\.element)
    }

    private static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        return values.sorted().interpolated(at: Double(values.count - 1) / 2)
    }

    /// Cliff's delta by ranks: (pairs where the first is greater - pairs where it is less) / pairs.
    ///
    /// Source: N. Cliff, "Dominance statistics: ordinal analyses to answer ordinal questions" (1993).
    private static func delta(_ own: [Double], _ others: [Double]) -> Double {
        guard !own.isEmpty, !others.isEmpty else { return 0 }
        let sorted = others.sorted()
        var sum = 0
        for value in own {
            let below = sorted.partitioningIndex { $0 >= value }
            let upTo = sorted.partitioningIndex { $0 > value }
            sum += below - (sorted.count - upTo)
        }
        return Double(sum) / Double(own.count) / Double(others.count)
    }
}
