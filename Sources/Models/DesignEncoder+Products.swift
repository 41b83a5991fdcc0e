extension DesignEncoder {
    /// Column `index`, a product, standardized.
    ///
    /// - Parameters:
    ///   - index: of the column.
    ///   - first: its first factor, standardized.
    ///   - second: its second factor, standardized.
    /// - Returns: a finite number within ±`limit`.
    @inline(__always)
    public func standardized(product index: Int, _ first: Double, _ second: Double) -> Double {
        Step.standardized(first * second, mean: steps[index].mean, scale: steps[index].scale)
    }

    /// A product, standardized, of the slots of its two inputs.
    func standardized(_ product: Products.Product, _ first: Double, _ second: Double) -> Double {
        standardized(
            product: product.column, standardized(column: product.first, value: first),
            standardized(column: product.second, value: second))
    }
}
