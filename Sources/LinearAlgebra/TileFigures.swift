/// What a pass holds for each row of a tile: margins, and what its body makes of them.
struct TileFigures {
    /// Products of the rows with the pass's vector; shape (rows).
    var margins: [Double]
    /// What each row is weighted by in the sum of rows; shape (rows).
    private(set) var residuals: [Double]
    /// What each row is weighted by in the Gram matrix; shape (rows).
    private(set) var curvature: [Double]

    init(rows: Int) {
        margins = [Double](repeating: 0, count: rows)
        residuals = margins
        curvature = margins
    }

    /// Fits a tile, of which only the last of a block has fewer rows than those before.
    mutating func fit(rows: Int) {
        if margins.count != rows { self = TileFigures(rows: rows) }
    }

    /// Has the body look at the margins.
    mutating func call<Figures: Sendable>(
        _ body: DesignMatrix.TileBody<Figures>, _ rows: Range<Int>, _ figures: inout Figures
    ) {
        Self.call(body, rows, &margins, &residuals, &curvature, &figures)
    }

    // Each on its own, since all three are open at once.
    private static func call<Figures: Sendable>(
        _ body: DesignMatrix.TileBody<Figures>, _ rows: Range<Int>, _ margins: inout [Double],
        _ residuals: inout [Double], _ curvature: inout [Double], _ figures: inout Figures
    ) {
        var margins = margins.mutableSpan
        var residuals = residuals.mutableSpan
        var curvature = curvature.mutableSpan
        body(rows, &margins, &residuals, &curvature, &figures)
    }
}
