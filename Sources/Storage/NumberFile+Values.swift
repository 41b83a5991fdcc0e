extension NumberFile {
    /// The numbers in double precision, whatever the file holds.
    ///
    /// - Throws: `missing`, `unreadable`.
    /// - Complexity: O(n); a file of doubles is in memory once.
    public func doubles() throws(StorageError) -> [Double] {
        switch kind {
        case .float64: try numbers(like: 0.0)
        case .float32: try numbers(like: Float(0)).map(Double.init)
        case .int64: try numbers(like: Int64(0)).map(Double.init)
        case .int32: try numbers(like: Int32(0)).map(Double.init)
        case .uint8: try numbers(like: UInt8(0)).map(Double.init)
        }
    }

    /// The numbers in single precision; nil unless the file holds that.
    ///
    /// - Throws: `missing`, `unreadable`.
    public func floats() throws(StorageError) -> [Float]? {
        kind == .float32 ? try numbers(like: Float(0)) : nil
    }

    /// Whole numbers.
    ///
    /// - Throws: `malformedArray` where the file holds others; `missing`, `unreadable`.
    public func integers() throws(StorageError) -> [Int] {
        switch kind {
        case .int64: try numbers(like: Int64(0)).map(Int.init)
        case .int32: try numbers(like: Int32(0)).map(Int.init)
        case .uint8: try numbers(like: UInt8(0)).map(Int.init)
        case .float64, .float32:
            throw .malformedArray(file: path, problem: "it holds \(kind.rawValue), not whole numbers")
        }
    }
}
