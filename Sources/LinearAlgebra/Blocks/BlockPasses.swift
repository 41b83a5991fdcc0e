import COpenBLAS

/// Passes over the rows of a design that multiply by several vectors at once: X V, what a caller makes of it, and X' of that.
///
/// Dense rows are multiplied a tile at a time by OpenBLAS on the calling thread. Of sparse rows a transposed copy is kept, so that
/// X' is summed column after column. Blocks depend on the shape alone and are added in their order: the same bits at any
/// concurrency.
public struct BlockPasses: Sendable {
    /// The rows.
    public let design: DesignMatrix
    /// The number of vectors.
    public let width: Int
    /// Threads at most.
    public let concurrency: Int
    /// Sparse rows, cut where their products take a fixed room, each part with its columns as rows.
    let parts: [SparsePart]

    /// What a pass asks of its caller about a tile of rows: what becomes of their products, in place.
    ///
    /// Products have the shape (rows, vectors). Figures are gathered block by block.
    public typealias Body<Figures> =
        @Sendable (_ rows: Range<Int>, _ products: inout MutableSpan<Double>, _ figures: inout Figures) ->
        Void

    /// Prepares passes.
    ///
    /// - Precondition: there is a vector, and at least one thread.
    /// - Complexity: O(1) for dense rows, O(stored elements + columns) time and memory for sparse ones.
    public init(_ design: DesignMatrix, width: Int, concurrency: Int) {
        precondition(width > 0 && concurrency > 0, "a vector is multiplied by a thread at least")
        self.design = design
        self.width = width
        self.concurrency = concurrency
        if case .sparse(let matrix) = design {
            parts = SparsePart.parts(of: matrix, width: width)
        } else {
            parts = []
        }
    }

    /// Goes once over the rows.
    ///
    /// - Parameters:
    ///   - vectors: V; shape (columns, width).
    ///   - figures: what the body starts from in each block.
    ///   - body: called for tiles of one block in the order of rows, for several blocks at a time.
    /// - Returns: X' of what the body made, shape (columns, width), and each block's figures in the order of the rows.
    /// - Precondition: the vectors have the shape.
    /// - Complexity: O(stored elements * width).
    public func pass<Figures: Sendable>(
        _ vectors: [Double], figures: Figures, body: Body<Figures>
    ) -> (transposed: [Double], figures: [Figures]) {
        precondition(vectors.count == design.columns * width, "the vectors have another shape than the rows")
        guard design.isDense else { return sparsePass(vectors, figures, body) }
        OpenBLAS.useOneThread
        let start = BlockTotal<Figures>(
            transposed: [Double](repeating: 0, count: vectors.count), figures: [])
        let total = blocks.reduce(into: start) { block in
            var sum = [Double](repeating: 0, count: vectors.count)
            var own = figures
            var products = [Double](repeating: 0, count: tileRows(block) * width)
            guard design.columns > 0 else {
                callWithoutColumns(body, block, &own)
                return (sum, own)
            }
            unsafe design.eachTile(of: block) { rows, elements in
                unsafe multiply(rows.count, elements, vectors, into: &products)
                Self.call(body, rows, width, &products, &own)
                unsafe addTransposed(rows.count, elements, products, to: &sum)
            }
            return (sum, own)
        } adding: { total, part in
            Self.add(part.0, to: &total.transposed)
            total.figures.append(part.1)
        }
        return (total.transposed, total.figures)
    }

    /// The products X V; shape (rows, width).
    ///
    /// - Precondition: the vectors have the shape (columns, width).
    /// - Complexity: O(stored elements * width).
    public func products(_ vectors: [Double]) -> [Double] {
        precondition(vectors.count == design.columns * width, "the vectors have another shape than the rows")
        OpenBLAS.useOneThread
        let found = blocks.map { block in
            var part = [Double](repeating: 0, count: block.count * width)
            if case .sparse(let matrix) = design {
                matrix.multiply(block, byBlock: vectors, width: width, into: &part)
                return part
            }
            guard design.columns > 0 else { return part }
            var products = [Double](repeating: 0, count: tileRows(block) * width)
            unsafe design.eachTile(of: block) { rows, elements in
                unsafe multiply(rows.count, elements, vectors, into: &products)
                let first = (rows.lowerBound - block.lowerBound) * width
                part.replaceSubrange(
                    first..<first + rows.count * width, with: products[..<(rows.count * width)])
            }
            return part
        }
        return found.flatMap { $0 }
    }

    /// Enough blocks for some threads, even of few rows: what a block sums up is small beside its products.
    private var blocks: RowBlocks {
        RowBlocks(
            rowCount: design.rows, blockSize: max(1024, (design.rows + 63) / 64), concurrency: concurrency)
    }

    private func tileRows(_ block: Range<Int>) -> Int {
        min(block.count, DesignMatrix.tileRows(columns: design.columns))
    }

    /// Without a column there is no tile of elements, and each product is 0.
    private func callWithoutColumns<Figures>(
        _ body: Body<Figures>, _ block: Range<Int>, _ figures: inout Figures
    ) {
        var products = [Double](repeating: 0, count: block.count * width)
        Self.call(body, block, width, &products, &figures)
    }

    static func call<Figures>(
        _ body: Body<Figures>, _ rows: Range<Int>, _ width: Int, _ products: inout [Double],
        _ figures: inout Figures
    ) {
        var span = products.mutableSpan
        var tile = span._mutatingExtracting(0..<rows.count * width)
        body(rows, &tile, &figures)
    }

    private static func add(_ part: [Double], to sum: inout [Double]) {
        let count = part.count
        precondition(sum.count == count)
        var target = sum.mutableSpan
        let source = part.span
        for index in 0..<count { target[index] += source[index] }
    }

    @unsafe private func multiply(
        _ rows: Int, _ elements: UnsafePointer<Double>, _ vectors: [Double], into products: inout [Double]
    ) {
        let (depth, width) = (Int32(design.columns), Int32(width))
        unsafe cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), width, depth, 1, elements, depth, vectors,
            width, 0, &products, width)
    }

    @unsafe private func addTransposed(
        _ rows: Int, _ elements: UnsafePointer<Double>, _ products: [Double], to sum: inout [Double]
    ) {
        let (columns, width) = (Int32(design.columns), Int32(width))
        unsafe cblas_dgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, columns, width, Int32(rows), 1, elements, columns,
            products, width, 1, &sum, width)
    }
}

/// What the blocks of a pass sum up to.
private struct BlockTotal<Figures: Sendable>: Sendable {
    var transposed: [Double]
    var figures: [Figures]
}
