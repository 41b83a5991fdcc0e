import Glibc

/// How positives and negatives are ranked against each other: what AUROC and DeLong's variance are made of.
///
/// Everything is counted in whole numbers, so that nothing is rounded and no order of adding up matters.
public struct Concordance: Equatable, Sendable {
    /// The number of positives.
    public private(set) var positiveCount = 0
    /// The number of negatives.
    public private(set) var negativeCount = 0
    /// Over the positives, twice the negatives ranked above each, ties half: their sum and their squares' sum.
    private var ofPositives = Moments()
    /// Over the negatives, twice the positives ranked above each, ties half.
    private var ofNegatives = Moments()

    /// The sum and the squares' sum of whole numbers.
    private struct Moments: Equatable {
        var sum: Int128 = 0
        var squares: Int128 = 0

        /// Those of so many numbers after each has grown by the same.
        func shifted(by shift: Int, count: Int) -> Moments {
            let (shift, count) = (Int128(shift), Int128(count))
            return Moments(
                sum: sum + count * shift, squares: squares + 2 * shift * sum + count * shift * shift)
        }

        mutating func add(_ number: Int, times count: Int) {
            let (number, count) = (Int128(number), Int128(count))
            sum += count * number
            squares += count * number * number
        }

        mutating func add(_ other: Moments) {
            sum += other.sum
            squares += other.squares
        }

        /// The sum of squared deviations from the mean, times the count.
        func deviation(count: Int) -> Double { Double(Int128(count) * squares - sum * sum) }
    }

    /// No rows.
    init() {}

    /// Ranks the rows of a set.
    ///
    /// - Complexity: O(n log n), in practice O(n), on all processors.
    public init(_ set: EvaluationSet) { self.init(scores: set.scores, labels: set.labels) }

    /// Ranks rows; with `concurrency` threads at most, nil standing for one a processor.
    init(scores: [Double], labels: [Bool], concurrency: Int? = nil) {
        let buckets = ScoreBuckets(scores: scores, labels: labels, concurrency: concurrency)
        for run in buckets.fold(Concordance(), { part, rows, _ in part.append(rows) }) { append(run) }
    }

    /// Ranks the rows of levels, from the highest score down.
    init(_ counts: RankedCounts) {
        for level in counts.scores.indices {
            append(positives: counts.positives[level], negatives: counts.negatives[level])
        }
    }

    /// Appends the rows of one score, lower than all before.
    private mutating func append(positives: Int, negatives: Int) {
        ofPositives.add(2 * negativeCount + negatives, times: positives)
        ofNegatives.add(2 * positiveCount + positives, times: negatives)
        positiveCount += positives
        negativeCount += negatives
    }

    /// Appends the rows of a bucket of lower scores, sorted, with the label in the lowest bit.
    private mutating func append(_ rows: Span<UInt64>) {
        // Within a bucket the numbers are small enough for a word, but for hundreds of thousands of rows.
        guard rows.count <= 1 << 20 else { return appendLevels(rows) }
        var (positives, negatives) = (0, 0)
        var (sum, squares, sumOfOthers, squaresOfOthers) = (0, 0, 0, 0)
        var row = 0
        while row < rows.count {
            let score = rows[row] >> 1
            var (ofPositive, ofNegative) = (0, 0)
            repeat {
                let positive = Int(rows[row] & 1)
                ofPositive &+= positive
                ofNegative &+= 1 &- positive
                row &+= 1
            } while row < rows.count && rows[row] >> 1 == score
            let above = 2 &* negatives &+ ofNegative
            let aboveOthers = 2 &* positives &+ ofPositive
            sum &+= ofPositive &* above
            squares &+= ofPositive &* above &* above
            sumOfOthers &+= ofNegative &* aboveOthers
            squaresOfOthers &+= ofNegative &* aboveOthers &* aboveOthers
            positives &+= ofPositive
            negatives &+= ofNegative
        }
        var bucket = Concordance()
        bucket.positiveCount = positives
        bucket.negativeCount = negatives
        bucket.ofPositives = Moments(sum: Int128(sum), squares: Int128(squares))
        bucket.ofNegatives = Moments(sum: Int128(sumOfOthers), squares: Int128(squaresOfOthers))
        append(bucket)
    }

    private mutating func appendLevels(_ rows: Span<UInt64>) {
        var row = 0
        while row < rows.count {
            let score = rows[row] >> 1
            let start = row
            var positives = 0
            repeat {
                positives += Int(rows[row] & 1)
                row += 1
            } while row < rows.count && rows[row] >> 1 == score
            append(positives: positives, negatives: row - start - positives)
        }
    }

    /// Appends rows of lower scores: each of them has all negatives, or positives, so far above it as well.
    private mutating func append(_ lower: Concordance) {
        ofPositives.add(lower.ofPositives.shifted(by: 2 * negativeCount, count: lower.positiveCount))
        ofNegatives.add(lower.ofNegatives.shifted(by: 2 * positiveCount, count: lower.negativeCount))
        positiveCount += lower.positiveCount
        negativeCount += lower.negativeCount
    }

    /// The share of pairs in which the positive scores higher, ties counted half; nil with one class only.
    public var area: Double? {
        guard positiveCount > 0, negativeCount > 0 else { return nil }
        return Double(ofNegatives.sum) / (2 * Double(positiveCount) * Double(negativeCount))
    }

    /// DeLong's variance of the area, correctly rounded but for the last steps; 0 with one row of a class.
    var variance: Double {
        guard positiveCount > 1, negativeCount > 1 else { return 0 }
        func part(_ moments: Moments, _ count: Int, _ others: Int) -> Double {
            let scale = 2 * Double(others) * Double(count)
            return moments.deviation(count: count) / (scale * scale) / Double(count - 1)
        }
        return part(ofPositives, positiveCount, negativeCount)
            + part(ofNegatives, negativeCount, positiveCount)
    }

    /// The area under the ROC curve with DeLong's 95 % interval on the logit scale.
    ///
    /// Where DeLong's variance is 0 or does not exist (perfect separation, all scores tied, one positive or
    /// one negative) the interval is Newcombe's method 5. With one class only the metric is undefined.
    /// - Source: DeLong, DeLong, Clarke-Pearson, Biometrics 44 (1988) 837-845; R. G. Newcombe, Statistics in
    ///   Medicine 25 (2006) 559-573.
    public func auroc() -> MetricEstimate {
        guard let area else { return .undefined(RankedCounts.oneClass) }
        guard variance > 0, area > 0, area < 1 else {
            let (lower, upper) = RankedCounts.newcombe(area, Double(positiveCount), Double(negativeCount))
            return MetricEstimate(
                value: area, lower: lower, upper: upper,
                method: "newcombe 95% (DeLong's variance is zero or undefined)")
        }
        let logit = log(area / (1 - area))
        let half = NormalInterval.quantile * variance.squareRoot() / (area * (1 - area))
        return MetricEstimate(
            value: area, lower: 1 / (1 + exp(half - logit)), upper: 1 / (1 + exp(-half - logit)),
            method: "delong 95% (logit)")
    }
}
