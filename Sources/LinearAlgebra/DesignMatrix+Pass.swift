extension DesignMatrix {
    /// What a pass asks of its caller about a tile of rows: from the margins, each row's residual and curvature.
    ///
    /// All spans have the tile's rows; the margins' may be used up. Figures are gathered block by block.
    public typealias TileBody<Figures> =
        @Sendable (
            _ rows: Range<Int>, _ margins: inout MutableSpan<Double>,
            _ residuals: inout MutableSpan<Double>, _ curvature: inout MutableSpan<Double>,
            _ figures: inout Figures
        ) -> Void

    /// Goes once over the rows, a tile that fits the cache at a time.
    ///
    /// Of each tile come the margins X v, what the body makes of them, then X' residuals and, where asked for,
    /// X' diag(curvature) X. Each element is read from memory once.
    ///
    /// - Parameters:
    ///   - vector: v; shape (columns).
    ///   - withGram: whether curvature is summed up.
    ///   - concurrency: threads at most; the bits do not depend on it.
    ///   - figures: what the body starts from in each block.
    ///   - body: called for tiles of one block in the order of rows, for several blocks at a time.
    /// - Precondition: the vector has the shape.
    /// - Complexity: O(stored elements), with the Gram matrix O(rows * columns^2), or the squares of each sparse row's elements.
    public func pass<Figures: Sendable>(
        _ vector: [Double], withGram: Bool = false, concurrency: Int, figures: Figures,
        body: TileBody<Figures>
    ) -> PassSums<Figures> {
        precondition(vector.count == columns, "the vector has another shape than the design's rows")
        let numbers = withGram ? columns * (columns + 2) : columns
        let blocks = blocks(numbersEach: numbers, atLeast: withGram ? 16 : 2, concurrency: concurrency)
        let start = PassSums<Figures>.Total(columns: columns, withGram: withGram)
        let total = blocks.reduce(into: start) { range in
            var sums = BlockSums(columns: columns, withGram: withGram, figures: figures)
            switch self {
            case .double(let matrix):
                matrix.gather(range, vector, withGram: withGram, into: &sums, body: body)
            case .float(let matrix):
                matrix.gather(range, vector, withGram: withGram, into: &sums, body: body)
            case .sparse(let matrix):
                matrix.gather(range, vector, withGram: withGram, into: &sums, body: body)
            }
            return sums
        } adding: {
            $0.add($1)
        }
        return PassSums(total, columns: columns, withGram: withGram)
    }

    /// The rows of a tile whose elements take a quarter of a megabyte: two such fit the second cache.
    static func tileRows(columns: Int) -> Int { max(16, min(512, 32_768 / max(columns, 1))) }
}
