internal import Evaluation
internal import Features

/// How well one feature alone tells positives from negatives.
struct FeatureSeparation {
    let name: String
    /// The area under the curve in the better direction, in 0.5...1; 0.5 for a feature that says nothing.
    var auroc: Double { estimate.value ?? 0.5 }
    /// That area with its interval.
    let estimate: MetricEstimate
    /// The area of the feature's absence alone, in the better direction.
    let missing: MetricEstimate
    /// The share of rows without a value, in 0...1.
    let missingShare: Double
    /// What the feature settles, in words: the largest run of values with one answer only.
    let settled: String

    /// Measures a feature on the rows of the train slice.
    ///
    /// Numbers are scores as they are, once with missing values below all others and once above. Categories are scored
    /// by the mean label of their level among the rows of the other parity, so that a level of one row tells nothing.
    /// - Complexity: O(n log n).
    init(_ column: FeatureColumn, labels: [Bool]) {
        name = column.name
        let absent: [Bool]
        switch column.values {
        case .numbers(let values):
            absent = values.map(\.isNaN)
            let finite = values.filter { !$0.isNaN }
            let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 0)
            // Beyond every value by more than its spacing, and finite.
            let margin = max(1, (greatest - least).magnitude, least.magnitude, greatest.magnitude)
            let low = Self.area(values.map { $0.isNaN ? least - margin : $0 }, labels)
            // Without missing values both ways are the same.
            let high =
                finite.count == values.count
                ? low : Self.area(values.map { $0.isNaN ? greatest + margin : $0 }, labels)
            estimate = (low.value ?? 0.5) >= (high.value ?? 0.5) ? low : high
            settled = Self.settled(numbers: values, labels: labels)
        case .categories(let values):
            absent = values.map { $0 == nil }
            estimate = Self.area(Self.means(values, labels), labels)
            settled = Self.settled(levels: values, labels: labels)
        }
        let count = absent.count { $0 }
        missing =
            count == 0 || count == absent.count
            ? .undefined("never or always missing") : Self.area(absent.map { $0 ? 1 : 0 }, labels)
        missingShare = Double(count) / Double(max(1, absent.count))
    }

    /// The area under the curve in the better direction; undefined with one class only.
    static func area(_ scores: [Double], _ labels: [Bool]) -> MetricEstimate {
        guard let set = try? EvaluationSet(scores: scores, labels: labels, scale: .ranking) else {
            return .undefined("no rows")
        }
        let estimate = RankedCounts(set).auroc()
        guard let area = estimate.value, area < 0.5 else { return estimate }
        return MetricEstimate(
            value: 1 - area, lower: estimate.upper.map { 1 - $0 }, upper: estimate.lower.map { 1 - $0 },
            method: estimate.method)
    }

    private static func means(_ values: [String?], _ labels: [Bool]) -> [Double] {
        var sums: [[String?: (positives: Double, count: Double)]] = [[:], [:]]
        for (row, value) in values.enumerated() {
            var sum = sums[row & 1][value] ?? (0, 0)
            sum.count += 1
            if labels[row] { sum.positives += 1 }
            sums[row & 1][value] = sum
        }
        let base = Double(labels.count { $0 }) / Double(max(1, labels.count))
        return values.enumerated().map { row, value in
            let other = sums[1 - (row & 1)][value] ?? (0, 0)
            // One imagined row of the base rate keeps small levels near it.
            return (other.positives + base) / (other.count + 1)
        }
    }

    private static func settled(numbers values: [Double], labels: [Bool]) -> String {
        let rows = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
        guard let first = rows.first, let last = rows.last else { return "no row has a value" }
        func run(_ rows: [Int]) -> (count: Int, label: Bool, bound: Double) {
            let label = labels[rows[0]]
            var count = 0
            while count < rows.count, labels[rows[count]] == label { count += 1 }
            // Rows of the same value as the first exception are no part of the run.
            if count < rows.count {
                while count > 0, values[rows[count - 1]] == values[rows[count]] { count -= 1 }
            }
            return (count, label, count > 0 ? values[rows[count - 1]] : values[rows[0]])
        }
        let low = run(rows)
        let high = run(rows.reversed())
        let (longest, word) = low.count >= high.count ? (low, "at most") : (high, "at least")
        if longest.count == 0 {
            return "values from \(values[first]) to \(values[last]) have both answers throughout"
        }
        return
            "0 \(longest.label ? "negatives" : "positives") among the \(longest.count) rows with a value of "
            + "\(word) \(longest.bound)"
    }

    private static func settled(levels values: [String?], labels: [Bool]) -> String {
        var counts: [String?: (positives: Int, count: Int)] = [:]
        for (row, value) in values.enumerated() {
            var count = counts[value] ?? (0, 0)
            count.count += 1
            if labels[row] { count.positives += 1 }
            counts[value] = count
        }
        let pure = counts.filter { $0.value.positives == 0 || $0.value.positives == $0.value.count }
        let rows = pure.values.reduce(0) { $0 + $1.count }
        return
            "\(pure.count) of \(counts.count) levels, \(rows) of \(values.count) rows, have one answer only"
    }
}
