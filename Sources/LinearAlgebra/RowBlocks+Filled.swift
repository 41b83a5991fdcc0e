extension RowBlocks {
    /// Numbers that are computed block by block, each block's in place.
    ///
    /// - Parameters:
    ///   - width: numbers a row.
    ///   - body: writes the numbers of a block's rows, which are zeros before; called for several blocks at a time.
    /// - Returns: shape (rows * width).
    func filled(
        width: Int = 1, _ body: @Sendable (_ rows: Range<Int>, _ numbers: inout MutableSpan<Double>) -> Void
    ) -> [Double] {
        unsafe [Double](unsafeUninitializedCapacity: rowCount * width) { buffer, count in
            // Blocks do not overlap, and all are done before this returns.
            nonisolated(unsafe) let all = unsafe buffer
            _ = map { rows in
                let own = unsafe UnsafeMutableBufferPointer(
                    rebasing: all[rows.lowerBound * width..<rows.upperBound * width])
                unsafe own.initialize(repeating: 0)
                var numbers = unsafe own.mutableSpan
                body(rows, &numbers)
            }
            count = rowCount * width
        }
    }
}
