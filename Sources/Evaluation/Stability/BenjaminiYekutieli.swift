/// p-values of many tests, so adjusted that those at most q hold the share of false discoveries at q, whatever the tests
/// have in common.
///
/// Features are not independent of each other, which Benjamini's and Hochberg's own procedure would want.
/// Source: Y. Benjamini, D. Yekutieli, "The control of the false discovery rate in multiple testing under dependency",
/// Annals of Statistics 29 (2001) 1165-1188, theorem 1.3.
public enum BenjaminiYekutieli {
    /// The adjusted p-values, in the order given.
    ///
    /// - Parameter values: in 0...1.
    /// - Complexity: O(n log n).
    public static func adjusted(_ values: [Double]) -> [Double] {
        let ascending = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        let factor = Double(values.count) * harmonic(values.count)
        var adjusted = values
        var least = 1.0
        for (place, index) in ascending.enumerated().reversed() {
            least = min(least, values[index] * factor / Double(place + 1))
            adjusted[index] = least
        }
        return adjusted
    }

    /// The harmonic number: the sum of 1/i for i up to the count.
    static func harmonic(_ count: Int) -> Double {
        count < 1 ? 0 : (1...count).reduce(0) { $0 + 1 / Double($1) }
    }
}
