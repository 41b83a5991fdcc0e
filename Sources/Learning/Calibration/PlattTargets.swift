import LinearAlgebra

/// What a Platt calibration needs to know of labels and margins together, from one pass over the rows.
struct PlattTargets {
    /// Rows with a positive label.
    private(set) var positives = 0
    private var rows = 0
    private var positiveSum = 0.0
    private var sum = 0.0
    private var least = Double.infinity
    private var greatest = -Double.infinity

    /// - Parameters:
    ///   - margins: shape (rows).
    ///   - labels: shape (rows).
    ///   - concurrency: threads at most; the bits do not depend on it.
    init(_ margins: [Double], _ labels: [Bool], concurrency: Int) {
        precondition(labels.count == margins.count)
        let parts = RowBlocks(rowCount: margins.count, blockSize: 1 << 14, concurrency: concurrency).map {
            PlattTargets(margins.span.extracting($0), labels.span.extracting($0))
        }
        for part in parts {
            rows += part.rows
            positives += part.positives
            positiveSum += part.positiveSum
            sum += part.sum
            least = min(least, part.least)
            greatest = max(greatest, part.greatest)
        }
    }

    private init(_ margins: Span<Double>, _ labels: Span<Bool>) {
        rows = margins.count
        var (all, positive, count) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
        var (low, high) = (SIMD4(repeating: least), SIMD4(repeating: greatest))
        func target(_ row: Int) -> Double { labels[row] ? 1 : 0 }
        let whole = rows / 4 * 4
        for row in stride(from: 0, to: whole, by: 4) {
            let x = SIMD4(margins[row], margins[row + 1], margins[row + 2], margins[row + 3])
            let share = SIMD4(target(row), target(row + 1), target(row + 2), target(row + 3))
            all += x
            positive += x * share
            count += share
            low = pointwiseMin(low, x)
            high = pointwiseMax(high, x)
        }
        (sum, positiveSum, positives) = (all.sum(), positive.sum(), Int(count.sum()))
        (least, greatest) = (low.min(), high.max())
        for row in whole..<rows {
            sum += margins[row]
            positiveSum += margins[row] * target(row)
            positives += labels[row] ? 1 : 0
            least = min(least, margins[row])
            greatest = max(greatest, margins[row])
        }
    }

    /// Whether all margins are the same.
    var isConstant: Bool { !sum.isNaN && least == greatest }

    /// The largest margin by size; NaN where one is no number, and infinite where one is.
    var largest: Double { sum.isNaN ? .nan : max(abs(least), abs(greatest)) }

    /// Platt's targets for positive and for negative labels: (N+ + 1) / (N+ + 2) and 1 / (N- + 2).
    var smoothed: (positive: Double, negative: Double) {
        ((Double(positives) + 1) / (Double(positives) + 2), 1 / (Double(rows - positives) + 2))
    }

    /// The sums of all targets times margins, and of all targets.
    var sums: SIMD2<Double> {
        let (positive, negative) = smoothed
        return SIMD2(positiveSum, Double(positives)) * positive
            + SIMD2(sum - positiveSum, Double(rows - positives)) * negative
    }
}
