extension [Double] {
    /// The sum of the products with another array's numbers, first to last.
    ///
    /// - Complexity: O(numbers).
    func innerProduct(_ other: [Double]) -> Double { zip(self, other).reduce(0) { $0 + $1.0 * $1.1 } }
}
