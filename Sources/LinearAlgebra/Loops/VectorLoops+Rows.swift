import CVectorLoops

// Sums over dense rows; elements lie row after row.
extension VectorLoops {
    /// The products of rows with a vector, in double precision: numbers are widened in the registers they are multiplied in.
    ///
    /// - Parameters:
    ///   - elements: shape (rows * columns).
    ///   - vector: shape (columns).
    ///   - products: shape (rows); overwritten.
    /// - Precondition: the shapes fit.
    static func rowProducts(
        _ elements: Span<Float>, by vector: Span<Double>, into products: inout MutableSpan<Double>
    ) {
        let (rows, columns) = (products.count, vector.count)
        precondition(elements.count == rows * columns, "rows have a number a column")
        unsafe elements.withUnsafeBufferPointer { elements in
            unsafe vector.withUnsafeBufferPointer { vector in
                unsafe products.withUnsafeMutableBufferPointer { products in
                    guard let products = products.baseAddress else { return }
                    guard let elements = elements.baseAddress, let vector = vector.baseAddress else {
                        unsafe products.update(repeating: 0, count: rows)
                        return
                    }
                    unsafe leadline_row_products(elements, rows, columns, vector, products)
                }
            }
        }
    }

    /// Adds each row times its factor, in double precision and in the order of the rows.
    ///
    /// - Parameters:
    ///   - elements: shape (rows * columns).
    ///   - factors: shape (rows).
    ///   - sums: shape (columns).
    /// - Precondition: the shapes fit.
    static func addRows(_ elements: Span<Float>, times factors: Span<Double>, to sums: inout [Double]) {
        let (rows, columns) = (factors.count, sums.count)
        precondition(elements.count == rows * columns, "rows have a number a column")
        unsafe elements.withUnsafeBufferPointer { elements in
            unsafe factors.withUnsafeBufferPointer { factors in
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    guard let elements = elements.baseAddress, let factors = factors.baseAddress,
                        let sums = sums.baseAddress
                    else { return }
                    unsafe leadline_add_rows(elements, rows, columns, factors, sums)
                }
            }
        }
    }

    /// Adds each row's magnitudes times its weight, and tells whether all magnitudes are within a limit, which no NaN is.
    ///
    /// - Parameters:
    ///   - elements: shape (rows * columns).
    ///   - weights: shape (rows); nil stands for 1 each.
    ///   - sums: shape (columns).
    /// - Precondition: the shapes fit.
    static func addMagnitudes<Element: TileElement>(
        _ elements: Span<Element>, rows: Int, weights: Span<Double>?, limit: Double, to sums: inout [Double]
    ) -> Bool {
        let columns = sums.count
        precondition(elements.count == rows * columns, "rows have a number a column")
        return unsafe elements.withUnsafeBufferPointer { elements in
            guard let elements = elements.baseAddress else { return true }
            return unsafe withPointer(to: weights, rows) { weights in
                unsafe Element.addMagnitudes(elements, rows, columns, weights, limit, &sums)
            }
        }
    }

    @unsafe static func withPointer<Result>(
        to weights: Span<Double>?, _ rows: Int, _ body: (UnsafePointer<Double>?) -> Result
    ) -> Result {
        guard let weights else { return body(nil) }
        precondition(weights.count == rows, "there is a weight a row")
        return unsafe weights.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
    }
}
