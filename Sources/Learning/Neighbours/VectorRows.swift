public import LinearAlgebra
import Models

/// The rows of a matrix that have a vector: those that are not NaN throughout.
public struct VectorRows: Sendable {
    /// Their numbers, ascending.
    public let rows: [Int32]

    /// Lengths that are not above this have no direction that could be told from rounding.
    private static let least = 0x1p-400

    /// Looks at rows.
    ///
    /// - Parameter name: what errors call them.
    /// - Throws: `LearningError` for sparse rows, more than 2^31 of them or none with a column, a number that is not finite and within
    ///   ±1e90 in a row that is not NaN throughout, and a row of zeros where cosines are asked for.
    /// - Complexity: O(rows * columns).
    public init(
        _ design: DesignMatrix, measure: NeighbourMeasure, named name: String, concurrency: Int
    ) throws(LearningError) {
        guard design.isDense else { throw .sparseRows }
        guard design.columns > 0 else { throw .noColumns }
        guard design.rows < Int(Int32.max) else {
            throw .wrongCount(of: name, expected: Int(Int32.max) - 1, found: design.rows)
        }
        let parts = RowBlocks(rowCount: design.rows, concurrency: concurrency).map { block in
            switch design {
            case .double(let matrix): Self.look(block, matrix.elements.span, design.columns)
            case .float(let matrix): Self.look(block, matrix.elements.span, design.columns)
            case .sparse: Part()
            }
        }
        if let bad = parts.lazy.compactMap(\.invalid).first {
            throw .invalidNumber(in: name, row: bad.row, column: bad.column)
        }
        if measure == .cosine, let row = parts.lazy.compactMap(\.zero).first { throw .zeroRow(row) }
        rows = parts.flatMap(\.rows)
    }

    private struct Part {
        var rows: [Int32] = []
        var invalid: (row: Int, column: Int)?
        var zero: Int?
    }

    private static func look<Element: BinaryFloatingPoint>(
        _ block: Range<Int>, _ elements: Span<Element>, _ columns: Int
    ) -> Part {
        var part = Part()
        for row in block {
            let own = elements.extracting(row * columns..<(row + 1) * columns)
            var (invalid, missing, square): (Int?, Int, Double) = (nil, 0, 0)
            for column in 0..<columns {
                let number = Double(own[column])
                if !(abs(number) <= DesignEncoder.limit) {
                    if number.isNaN { missing += 1 }
                    if invalid == nil { invalid = column }
                }
                square += number * number
            }
            if missing == columns { continue }
            if let invalid {
                if part.invalid == nil { part.invalid = (row, invalid) }
            } else if !(square.squareRoot() > least) {
                if part.zero == nil { part.zero = row }
            }
            part.rows.append(Int32(row))
        }
        return part
    }
}
