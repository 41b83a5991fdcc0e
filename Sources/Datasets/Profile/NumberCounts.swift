internal import Arithmetic

/// How the numbers of one field are spread, and which lie far outside.
struct NumberCounts {
    /// The numbers, ascending.
    let sorted: [Double]
    let lower: Double?
    let upper: Double?

    /// The distance from the median to the quantile that nineteen of twenty values do not pass, so many times.
    private static let reach = 6.0

    /// - Parameter values: finite.
    /// - Complexity: O(n log n).
    init(_ values: [Double]) {
        sorted = values.sorted()
        guard sorted.count >= 40 else {
            (lower, upper) = (nil, nil)
            return
        }
        let sorted = sorted
        func quantile(_ share: Double) -> Double { Self.quantile(sorted, share) }
        let (low, middle, high) = (quantile(0.05), quantile(0.5), quantile(0.95))
        // A value is an outlier where it is one on the plain and, if all are positive, on the logarithmic scale.
        let isPositive = (sorted.first ?? 0) > 0
        var upper: Double?
        if high > middle {
            upper = middle + Self.reach * (high - middle)
            if isPositive { upper = max(upper ?? 0, Self.scaled(middle, by: high / middle)) }
        }
        var lower: Double?
        if low < middle {
            lower = middle - Self.reach * (middle - low)
            if isPositive { lower = min(lower ?? 0, Self.scaled(middle, by: low / middle)) }
        }
        (self.lower, self.upper) = (lower, upper)
    }

    /// The sixth power without logarithms, so that it is the same on every machine.
    private static func scaled(_ middle: Double, by ratio: Double) -> Double {
        middle * ratio * ratio * ratio * ratio * ratio * ratio
    }

    /// Whether a value lies outside the fences.
    func isOutlier(_ value: Double) -> Bool {
        (lower.map { value < $0 } ?? false) || (upper.map { value > $0 } ?? false)
    }

    /// The share of values below, half of the equal ones counted.
    ///
    /// - Complexity: O(log n).
    func rank(_ value: Double) -> Double {
        let below = sorted.partitioningIndex { $0 >= value }
        let upTo = sorted.partitioningIndex { $0 > value }
        return Double(below + upTo) / Double(2 * sorted.count)
    }

    /// The value that a share of the sorted ones do not pass.
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        sorted.interpolated(at: share * Double(sorted.count - 1))
    }
}
