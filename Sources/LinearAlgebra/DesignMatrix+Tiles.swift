extension DesignMatrix {
    /// Shows the rows of a block in double precision, a tile that fits the cache at a time.
    ///
    /// - Precondition: the design is dense.
    @unsafe func eachTile(
        of block: Range<Int>, _ body: (_ rows: Range<Int>, _ elements: UnsafePointer<Double>) -> Void
    ) {
        let step = Self.tileRows(columns: columns)
        var wide: [Double] = []
        if case .float = self { wide = [Double](repeating: 0, count: min(step, block.count) * columns) }
        for first in stride(from: block.lowerBound, to: block.upperBound, by: step) {
            let rows = first..<min(first + step, block.upperBound)
            let place = rows.lowerBound * columns..<rows.upperBound * columns
            switch self {
            case .double(let matrix):
                unsafe matrix.elements.withUnsafeBufferPointer { all in
                    if let start = all.baseAddress { unsafe body(rows, start + place.lowerBound) }
                }
            case .float(let matrix):
                FloatMatrix.widen(matrix.elements.span.extracting(place), into: &wide)
                unsafe wide.withUnsafeBufferPointer { tile in
                    if let start = tile.baseAddress { unsafe body(rows, start) }
                }
            case .sparse: preconditionFailure("dense rows are asked for")
            }
        }
    }
}
