import Arithmetic
import Evaluation
import Features

/// How an attribute goes with the outcome: an association, which is no effect.
public struct GoalAssociation: Codable, Equatable, Sendable {
    /// The feature.
    public var feature: String
    /// The category's level; nil for a number.
    public var level: String?
    /// Of a number the probability that a lead with the outcome has more than one without (AUROC), of a level the difference between the
    /// shares of outcomes with and without it.
    public var value: Double
    /// The lower end of the 95 % interval.
    public var lower: Double
    /// Its upper end.
    public var upper: Double
    /// Leads of whom it is known.
    public var rows: Int
    /// Those of them with the outcome.
    public var positives: Int
    /// How the interval was made.
    public var method: String

    /// Whether the interval leaves out that there is no association.
    public var isClear: Bool { level == nil ? lower > 0.5 || upper < 0.5 : lower > 0 || upper < 0 }
    /// How far from no association, for an order.
    var strength: Double { level == nil ? abs(value - 0.5) * 2 : abs(value) }

    /// Levels that fewer leads have are not told of.
    static let leastRows = 20

    /// The associations of a frame's columns, the strongest first.
    ///
    /// - Parameters:
    ///   - frame: one row a lead.
    ///   - labels: the outcomes; shape (rows).
    /// - Complexity: O(columns * rows log rows).
    static func all(of frame: FeatureFrame, labels: [Bool]) -> [GoalAssociation] {
        var found: [GoalAssociation] = []
        for column in frame.columns {
            switch column.values {
            case .numbers(let values):
                let known = values.indices.filter { values[$0].isFinite }
                let outcomes = known.map { labels[$0] }
                let positives = outcomes.count { $0 }
                guard positives > 0, positives < known.count,
                    let set = try? EvaluationSet(
                        scores: known.map { values[$0] }, labels: outcomes, scale: .ranking),
                    case let estimate = RankedRows(set).auroc(), let value = estimate.value,
                    let lower = estimate.lower, let upper = estimate.upper
                else { continue }
                found.append(
                    GoalAssociation(
                        feature: column.name, value: value, lower: lower, upper: upper, rows: known.count,
                        positives: positives, method: estimate.method))
            case .categories(let values):
                let known = values.indices.filter { values[$0] != nil }
                for level in Set(known.compactMap { values[$0] }).sorted() {
                    let own = known.filter { values[$0] == level }
                    let others = known.count - own.count
                    guard own.count >= leastRows, others >= leastRows else { continue }
                    let positives = own.count { labels[$0] }
                    let all = known.count { labels[$0] }
                    found.append(
                        GoalAssociation(
                            difference: ShareEstimate(positives, of: own.count),
                            ShareEstimate(all - positives, of: others), feature: column.name, level: level,
                            positives: all))
                }
            }
        }
        return found.enumerated().sorted {
            ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset)
        }.map(\.element)
    }
}

extension GoalAssociation {
    /// The difference of two shares.
    private init(
        difference own: ShareEstimate, _ others: ShareEstimate, feature: String, level: String,
        positives: Int
    ) {
        self.feature = feature
        self.level = level
        rows = own.rows + others.rows
        self.positives = positives
        method = "difference of shares; newcombe 95%"
        (value, lower, upper) = own.difference(from: others) ?? (0, -1, 1)
    }
}
