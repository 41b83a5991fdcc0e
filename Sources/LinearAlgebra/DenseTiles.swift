import COpenBLAS

/// Sums over tiles of dense rows, with what memory they need besides the rows.
///
/// Products are OpenBLAS's, on the calling thread.
struct DenseTiles {
    private let columns: Int
    private var tile: TileFigures
    /// Rows times the root of their curvature; empty where no Gram matrix is summed.
    private var scaled: [Double]

    init(columns: Int, withGram: Bool) {
        OpenBLAS.useOneThread
        let rows = DesignMatrix.tileRows(columns: columns)
        self.columns = columns
        tile = TileFigures(rows: rows)
        scaled = withGram ? [Double](repeating: 0, count: rows * columns) : []
    }

    /// Adds what a tile sums up to.
    ///
    /// - Parameter elements: the tile's first.
    @unsafe mutating func gather<Figures: Sendable>(
        _ rows: Range<Int>, elements: UnsafePointer<Double>?, _ vector: [Double],
        into sums: inout BlockSums<Figures>, body: DesignMatrix.TileBody<Figures>
    ) {
        let (count, width) = (Int32(rows.count), Int32(columns))
        tile.fit(rows: rows.count)
        if columns == 0 {
            for row in 0..<rows.count { tile.margins[row] = 0 }
        } else {
            unsafe cblas_dgemv(
                CblasRowMajor, CblasNoTrans, count, width, 1, elements, width, vector, 1, 0, &tile.margins, 1)
        }
        tile.call(body, rows, &sums.figures)
        guard columns > 0 else { return }
        unsafe cblas_dgemv(
            CblasRowMajor, CblasTrans, count, width, 1, elements, width, tile.residuals, 1, 1,
            &sums.transposed, 1)
        guard !scaled.isEmpty else { return }
        unsafe cblas_dgemv(
            CblasRowMajor, CblasTrans, count, width, 1, elements, width, tile.curvature, 1, 1, &sums.border, 1
        )
        unsafe Self.scale(elements, columns: columns, by: tile.curvature, into: &scaled)
        unsafe cblas_dsyrk(
            CblasRowMajor, CblasLower, CblasTrans, width, count, 1, scaled, width, 1, &sums.gram, width)
    }

    /// Adds what a tile in single precision sums up to, but for a Gram matrix.
    mutating func gather<Figures: Sendable>(
        _ rows: Range<Int>, elements: Span<Float>, _ vector: [Double], into sums: inout BlockSums<Figures>,
        body: DesignMatrix.TileBody<Figures>
    ) {
        tile.fit(rows: rows.count)
        var margins = tile.margins.mutableSpan
        VectorLoops.rowProducts(elements, by: vector.span, into: &margins)
        tile.call(body, rows, &sums.figures)
        VectorLoops.addRows(elements, times: tile.residuals.span, to: &sums.transposed)
    }

    /// The rows, each times the root of its curvature.
    @unsafe private static func scale(
        _ elements: UnsafePointer<Double>?, columns: Int, by curvature: [Double], into scaled: inout [Double]
    ) {
        var scaled = scaled.mutableSpan
        let own = unsafe UnsafeBufferPointer(start: elements, count: curvature.count * columns)
        for row in 0..<curvature.count {
            let root = curvature[row].squareRoot()
            for index in row * columns..<(row + 1) * columns { scaled[index] = unsafe own[index] * root }
        }
    }
}

extension Matrix {
    /// Adds the sums over the rows of a block.
    func gather<Figures: Sendable>(
        _ block: Range<Int>, _ vector: [Double], withGram: Bool, into sums: inout BlockSums<Figures>,
        body: DesignMatrix.TileBody<Figures>
    ) {
        var tiles = DenseTiles(columns: columns, withGram: withGram)
        let step = DesignMatrix.tileRows(columns: columns)
        unsafe elements.withUnsafeBufferPointer { all in
            for first in stride(from: block.lowerBound, to: block.upperBound, by: step) {
                let rows = first..<min(first + step, block.upperBound)
                let start = unsafe all.baseAddress.map { unsafe $0 + first * columns }
                unsafe tiles.gather(rows, elements: start, vector, into: &sums, body: body)
            }
        }
    }
}

extension FloatMatrix {
    /// Adds the sums over the rows of a block, numbers widened to double precision: in the registers they are multiplied in, or
    /// for a Gram matrix tile by tile.
    func gather<Figures: Sendable>(
        _ block: Range<Int>, _ vector: [Double], withGram: Bool, into sums: inout BlockSums<Figures>,
        body: DesignMatrix.TileBody<Figures>
    ) {
        let step = DesignMatrix.tileRows(columns: columns)
        let all = elements.span
        var wide = [Double](repeating: 0, count: withGram ? step * columns : 0)
        var tiles = DenseTiles(columns: columns, withGram: withGram)
        for first in stride(from: block.lowerBound, to: block.upperBound, by: step) {
            let rows = first..<min(first + step, block.upperBound)
            let own = all.extracting(first * columns..<rows.upperBound * columns)
            guard withGram else {
                tiles.gather(rows, elements: own, vector, into: &sums, body: body)
                continue
            }
            Self.widen(own, into: &wide)
            unsafe wide.withUnsafeBufferPointer { tile in
                unsafe tiles.gather(rows, elements: tile.baseAddress, vector, into: &sums, body: body)
            }
        }
    }
}
