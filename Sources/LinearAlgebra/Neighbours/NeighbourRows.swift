/// Rows whose nearest are found.
///
/// The answer is that of cosines or distances summed column by column in double precision, of equally near rows the one with the
/// lower number. Products by OpenBLAS in single precision only narrow the choice: all rows that their rounding could put among
/// the nearest are computed one by one. So it does not depend on threads, on blocks or on the order that rows are stored in.
public struct NeighbourRows: Sendable {
    /// The rows, as they were given.
    public let design: DesignMatrix
    /// How near rows are.
    public let measure: NeighbourMeasure
    /// The rows that may be found, in the order they are stored in; others are not.
    public let order: [Int32]

    /// What is taken off all rows; nil for nothing.
    private let origin: [Double]?
    /// The greatest length of a row beside the origin, lifted.
    private let radius: Double
    /// What differences are multiplied by before they are squared.
    private let lift: Double
    /// The length of each row of the design that may be found, for cosines.
    let norms: [Double]
    /// The rows in the order, of length 1 for cosines, else of length 1 at most; shape (order, columns).
    let table: [Float]
    /// Half the squared length of each row of the table, for distances; shape (order).
    let halves: [Float]

    /// Stores rows.
    ///
    /// - Parameters:
    ///   - design: dense; shape (rows, columns).
    ///   - order: numbers of rows, each once; their elements are finite and within ±1e90, and have a length above 2^-400 where
    ///     cosines are asked for.
    /// - Precondition: that, and fewer than 2^31 rows.
    /// - Complexity: O(rows * columns) time, and half the memory of doubles.
    public init(_ design: DesignMatrix, measure: NeighbourMeasure, order: [Int32], concurrency: Int) {
        precondition(design.isDense && design.columns > 0 && design.rows < Int(Int32.max), "dense rows")
        precondition(order.allSatisfy { $0 >= 0 && Int($0) < design.rows }, "numbers of rows")
        OpenBLAS.useOneThread
        self.design = design
        self.measure = measure
        self.order = order
        let columns = design.columns
        let blocks = RowBlocks(rowCount: order.count, concurrency: concurrency)
        let origin = measure == .euclidean ? Self.mean(design, order, blocks) : nil
        func lengths(_ lift: Double) -> [Double] {
            blocks.map { block in
                block.map { Self.length(Self.shifted(design, Int(order[$0]), origin, lift: lift)) }
            }.flatMap { $0 }
        }
        var (lift, own) = (1.0, lengths(1))
        var radius = measure == .euclidean ? own.max() ?? 0 : 1
        if radius < 0x1p-450 {
            lift = Self.lift
            own = lengths(lift)
            radius = own.max() ?? 0
        }
        // Where all rows are the origin they are equally near, by any radius.
        if radius == 0 { radius = 1 }
        let (lifted, divided, lengths) = (lift, radius, own)
        let parts = blocks.map { block in
            var part: [Float] = []
            part.reserveCapacity(block.count * columns)
            for place in block {
                let divisor = measure == .cosine ? lengths[place] : divided
                for number in Self.shifted(design, Int(order[place]), origin, lift: lifted) {
                    part.append(Float(number / divisor))
                }
            }
            return part
        }
        var table: [Float] = []
        table.reserveCapacity(order.count * columns)
        for part in parts { table += part }
        self.table = table
        halves =
            measure == .cosine
            ? [] : lengths.map { Float(($0 / divided) * ($0 / divided) / 2) }
        var norms: [Double] = []
        if measure == .cosine {
            norms = [Double](repeating: 0, count: design.rows)
            for (place, row) in order.enumerated() { norms[Int(row)] = lengths[place] }
        }
        self.norms = norms
        self.origin = origin
        self.radius = radius
        self.lift = lift
    }

    /// A row of a design, to look for its neighbours.
    func query(_ row: Int, of queries: DesignMatrix) -> NeighbourQuery {
        NeighbourQuery(
            Self.shifted(queries, row, nil), measure: measure, origin: origin, radius: radius, lift: lift)
    }

    /// A row in double precision, less an origin.
    ///
    /// - Parameter lift: what the difference is multiplied by; a power of two.
    private static func shifted(
        _ design: DesignMatrix, _ row: Int, _ origin: [Double]?, lift: Double = 1
    ) -> [Double] {
        let range = row * design.columns..<(row + 1) * design.columns
        let vector =
            switch design {
            case .double(let matrix): Array(matrix.elements[range])
            case .float(let matrix): matrix.elements[range].map { Double($0) }
            case .sparse: preconditionFailure("dense rows are searched")
            }
        return origin.map { zip(vector, $0).map { ($0 - $1) * lift } } ?? vector
    }

    /// The mean of rows, so that rows far from 0 lose fewer digits.
    private static func mean(_ design: DesignMatrix, _ order: [Int32], _ blocks: RowBlocks) -> [Double] {
        let zero = [Double](repeating: 0, count: design.columns)
        let sum = blocks.reduce(into: zero) { block in
            var sum = zero
            for place in block { design.add(row: Int(order[place]), times: 1, to: &sum) }
            return sum
        } adding: { sum, part in
            for column in sum.indices { sum[column] += part[column] }
        }
        return sum.map { $0 / Double(max(order.count, 1)) }
    }
}
