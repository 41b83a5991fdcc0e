/// Scores of the folds of a backtest: means over folds, with intervals that hold where rows belong together, in one fold
/// or in several.
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
        /// The cluster that each row belongs to, (n_rows), not below 0, the same number in every fold.
        public var clusters: [Int]

        /// Creates a fold.
        public init(scores: [Double], baseline: [Double]? = nil, labels: [Bool], clusters: [Int]) {
            self.scores = scores
            self.baseline = baseline
            self.labels = labels
            self.clusters = clusters
        }
    }

    /// Checks and keeps folds.
    ///
    /// - Throws: `EvaluationError` for unequal counts, an empty fold, or a score that is not finite.
    /// - Parameter cluster: what a cluster is called, such as `account`.
    /// - Precondition: there is a fold, and either all have a baseline or none has.
    public init(_ folds: [Fold], cluster: String = "entity") throws(EvaluationError) {
        precondition(!folds.isEmpty && Set(folds.map { $0.baseline == nil }).count == 1)
        for fold in folds {
            _ = try EvaluationSet(scores: fold.scores, labels: fold.labels, scale: .ranking)
            if let baseline = fold.baseline {
                _ = try EvaluationSet(scores: baseline, labels: fold.labels, scale: .ranking)
            }
            if fold.clusters.count != fold.labels.count {
                throw .countMismatch(
                    field: cluster, expected: fold.labels.count, found: fold.clusters.count)
            }
        }
        self.folds = folds
        self.cluster = cluster
    }

    /// The rows of all folds.
    public var count: Int { folds.reduce(0) { $0 + $1.labels.count } }

    /// The mean AUROC over folds in [0, 1], with a 95 % interval that takes clusters, not rows, as independent.
    ///
    /// Student's quantile and the correction for few clusters are those of `RankedRows.auroc`; with fewer than ten
    /// clusters there is no interval.
    ///
    /// - Complexity: O(n log n).
    /// - Source: N. Obuchowski, "Nonparametric analysis of clustered ROC curve data", Biometrics 53 (1997) 567-578;
    ///   DeLong's where each cluster has one row.
    public func auroc() -> MetricEstimate {
        mean(
            folds.map { Self.placed($0.scores, $0.labels) },
            name: Name(plain: "delong", clustered: "obuchowski"), within: 0...1)
    }

    /// The mean over folds of AUROC less the baseline's in [-1, 1], with its paired interval, as `auroc()` has it.
    ///
    /// - Complexity: O(n log n).
    public func aurocDifference() -> MetricEstimate {
        let differences = folds.map { fold -> Placed? in
            guard let baseline = fold.baseline, let own = Self.placed(fold.scores, fold.labels),
                let theirs = Self.placed(baseline, fold.labels)
            else { return nil }
            return Placed(
                value: own.value - theirs.value,
                deviations: zip(own.deviations, theirs.deviations).map { $0 - $1 })
        }
        return mean(
            differences, name: Name(plain: "paired delong", clustered: "paired obuchowski"), within: -1...1)
    }

    /// A fold's value, and how far each row pulls it from what it would be: the deviation of its placement.
    private struct Placed {
        var value: Double
        var deviations: [Double]
    }

    private static func placed(_ scores: [Double], _ labels: [Bool]) -> Placed? {
        let counts = RankedCounts(scores: scores, labels: labels)
        guard let area = counts.auroc().value else { return nil }
        let placements = counts.placements()
        let deviations = zip(counts.levels(of: scores), labels).map { level, isPositive in
            let place = placements[Int(level)]
            return (isPositive ? place.ofPositive : place.ofNegative) - area
        }
        return Placed(value: area, deviations: deviations)
    }

    private func mean(
        _ placed: [Placed?], name: Name, within range: ClosedRange<Double>
    ) -> MetricEstimate {
        let known = placed.compactMap { $0 }
        guard known.count == folds.count else { return .undefined(RankedCounts.oneClass) }
        let value = known.reduce(0) { $0 + $1.value } / Double(known.count)
        let values = known.map { Self.text($0.value) }.joined(separator: ", ")
        let prefix = "mean of \(known.count) folds (\(values)); "
        let size = Set(folds.flatMap(\.clusters)).count
        guard size >= RankedRows.minimumClusters else {
            return MetricEstimate(value: value, method: prefix + RankedRows.tooFew("clusters"))
        }
        let variance = variance(known.map(\.deviations))
        guard variance.isFinite, variance > 1e-24 else {
            return MetricEstimate(
                value: value, method: prefix + "no interval, its variance is zero or undefined")
        }
        let isClustered = size < count
        let quantile = isClustered ? StudentInterval.quantile(degrees: size - 1) : NormalInterval.quantile
        let half = quantile * variance.squareRoot()
        return MetricEstimate(
            value: value, lower: max(range.lowerBound, value - half),
            upper: min(range.upperBound, value + half),
            method: prefix
                + (isClustered
                    ? "\(name.clustered) t 95% by \(size) clusters of \(cluster)" : "\(name.plain) 95%"))
    }

    /// What an interval is called where rows are independent, and where they belong together.
    private struct Name {
        var plain: String
        var clustered: String
    }

    /// The variance of the mean over folds: of the pulls of whole clusters over all folds.
    ///
    /// The pulls of a fold's classes are corrected each for how few clusters of the fold have that class.
    private func variance(_ deviations: [[Double]]) -> Double {
        var pulls = [Double](repeating: 0, count: (folds.flatMap(\.clusters).max() ?? 0) + 1)
        for (fold, deviations) in zip(folds, deviations) {
            func scale(of isPositive: Bool) -> Double {
                let rows = fold.labels.indices.filter { fold.labels[$0] == isPositive }
                let clusters = Double(Set(rows.map { fold.clusters[$0] }).count)
                return (clusters / (clusters - 1)).squareRoot() / Double(rows.count * folds.count)
            }
            let (ofPositive, ofNegative) = (scale(of: true), scale(of: false))
            for row in deviations.indices {
                pulls[fold.clusters[row]] += deviations[row] * (fold.labels[row] ? ofPositive : ofNegative)
            }
        }
        return pulls.reduce(0) { $0 + $1 * $1 }
    }

    /// Three decimals, the same in every locale.
    private static func text(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1000).rounded())
        let fraction = String(thousandths % 1000)
        let zeros = String(repeating: "0", count: 3 - fraction.count)
        return "\(value < 0 && thousandths > 0 ? "-" : "")\(thousandths / 1000).\(zeros)\(fraction)"
    }
}
