/// Scores of the folds of a backtest: means over folds, with intervals that hold where an entity has several rows.
public struct FoldedScores: Sendable {
    private let folds: [Fold]
    private let cluster: String

    /// The scores of one fold.
    public struct Fold: Sendable {
        /// The candidate's, (n_rows), finite.
        public var scores: [Double]
        /// Another's on the same rows, (n_rows), finite; nil where there is none.
        public var baseline: [Double]?
        /// Whether each row turned out positive, (n_rows).
        public var labels: [Bool]
        /// Whose row it is, (n_rows), not below 0, the same number in every fold.
        public var entities: [Int]

        /// Creates a fold.
        public init(scores: [Double], baseline: [Double]? = nil, labels: [Bool], entities: [Int]) {
            self.scores = scores
            self.baseline = baseline
            self.labels = labels
            self.entities = entities
        }
    }

    /// Checks and keeps folds.
    ///
    /// - Throws: `EvaluationError` for unequal counts, an empty fold, or a score that is not finite.
    /// - Parameter cluster: what the entities are called, such as `account`.
    /// - Precondition: there is a fold, and either all have a baseline or none has.
    public init(_ folds: [Fold], cluster: String = "entity") throws(EvaluationError) {
        precondition(!folds.isEmpty && Set(folds.map { $0.baseline == nil }).count == 1)
        for fold in folds {
            _ = try EvaluationSet(scores: fold.scores, labels: fold.labels, scale: .ranking)
            if let baseline = fold.baseline {
                _ = try EvaluationSet(scores: baseline, labels: fold.labels, scale: .ranking)
            }
            if fold.entities.count != fold.labels.count {
                throw .countMismatch(
                    field: "entities", expected: fold.labels.count, found: fold.entities.count)
            }
        }
        self.folds = folds
        self.cluster = cluster
    }

    /// The rows of all folds.
    public var count: Int { folds.reduce(0) { $0 + $1.labels.count } }

    /// The mean AUROC over folds in [0, 1], with a 95 % interval that takes entities, not rows, as independent.
    ///
    /// - Complexity: O(n log n).
    /// - Source: N. Obuchowski, "Nonparametric analysis of clustered ROC curve data", Biometrics 53 (1997) 567-578;
    ///   DeLong's where each entity has one row.
    public func auroc() -> MetricEstimate {
        mean(folds.map { Self.placed($0.scores, $0.labels) }, name: "delong", within: 0...1)
    }

    /// The mean over folds of AUROC less the baseline's in [-1, 1], with its paired interval, as `auroc()` has it.
    ///
    /// - Complexity: O(n log n).
    public func aurocDifference() -> MetricEstimate {
        let differences = folds.map { fold -> Placed? in
            guard let baseline = fold.baseline, let one = Self.placed(fold.scores, fold.labels),
                let other = Self.placed(baseline, fold.labels)
            else { return nil }
            return Placed(
                value: one.value - other.value,
                influences: zip(one.influences, other.influences).map { $0 - $1 })
        }
        return mean(differences, name: "paired delong", within: -1...1)
    }

    /// A fold's value, and how far each row pulls it.
    private struct Placed {
        var value: Double
        var influences: [Double]
    }

    private static func placed(_ scores: [Double], _ labels: [Bool]) -> Placed? {
        let counts = RankedCounts(scores: scores, labels: labels)
        guard let area = counts.auroc().value else { return nil }
        let (positives, negatives) = (Double(counts.positiveCount), Double(counts.negativeCount))
        let ofPositive = (positives * (positives - 1)).squareRoot()
        let ofNegative = (negatives * (negatives - 1)).squareRoot()
        let placements = counts.placements()
        let influences = zip(counts.levels(of: scores), labels).map { level, isPositive in
            let place = placements[Int(level)]
            return isPositive
                ? (place.ofPositive - area) / ofPositive : (place.ofNegative - area) / ofNegative
        }
        return Placed(value: area, influences: influences)
    }

    private func mean(
        _ placed: [Placed?], name: String, within range: ClosedRange<Double>
    ) -> MetricEstimate {
        let known = placed.compactMap { $0 }
        guard known.count == folds.count else { return .undefined(RankedCounts.oneClass) }
        let count = Double(known.count)
        let value = known.reduce(0) { $0 + $1.value } / count
        let values = known.map { Self.text($0.value) }.joined(separator: ", ")
        var pulls = [Double](repeating: 0, count: (folds.flatMap(\.entities).max() ?? 0) + 1)
        for (fold, placed) in zip(folds, known) {
            for (entity, influence) in zip(fold.entities, placed.influences) {
                pulls[entity] += influence / count
            }
        }
        let variance = pulls.reduce(0) { $0 + $1 * $1 }
        guard variance.isFinite, variance > 1e-24 else {
            return MetricEstimate(
                value: value,
                method: "mean of \(known.count) folds (\(values)); no interval, its variance is zero")
        }
        let half = NormalInterval.quantile * variance.squareRoot()
        return MetricEstimate(
            value: value, lower: max(range.lowerBound, value - half),
            upper: min(range.upperBound, value + half),
            method: "mean of \(known.count) folds (\(values)); \(name) 95% by \(cluster)")
    }

    /// Three decimals, the same in every locale.
    private static func text(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1000).rounded())
        let fraction = String(thousandths % 1000)
        let zeros = String(repeating: "0", count: 3 - fraction.count)
        return "\(value < 0 && thousandths > 0 ? "-" : "")\(thousandths / 1000).\(zeros)\(fraction)"
    }
}
