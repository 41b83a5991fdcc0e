extension DesignEncoder {
    /// How far apart two numbers are in a column of bins: the sum of the differences from each bin to the next, standardized.
    ///
    /// - Parameters:
    ///   - index: of the column, which is of bins.
    ///   - old: finite, as is `new`.
    /// - Complexity: O(log bins).
    func distance(bins index: Int, from old: Double, to new: Double) -> Double {
        let step = steps[index]
        let travelled = step.operands.upperBound
        return abs(tables[travelled + bin(step, new)] - tables[travelled + bin(step, old)])
    }

    /// How far each bin is from the first, from bin to bin.
    ///
    /// - Parameter evidence: of each bin, standardized.
    static func travelled(_ evidence: [Double]) -> [Double] {
        zip(evidence, evidence.dropFirst()).reduce(into: [0]) {
            $0.append($0[$0.count - 1] + abs($1.1 - $1.0))
        }
    }
}
