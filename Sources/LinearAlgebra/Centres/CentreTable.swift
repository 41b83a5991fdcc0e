/// Centres as products with rows need them, in the rows' precision.
///
/// |x - c|^2 is |x - o|^2 + 2 (h - x (c - o)) with h = |c - o|^2 / 2 + o (c - o), for any origin o. The mean of the centres is
/// taken, so that data far from 0 lose fewer digits, and what is least over the centres is h - x (c - o).
struct CentreTable<Element: TileElement>: Sendable {
    /// The number of centres.
    let count: Int
    let columns: Int
    /// c - o for each centre, then o; shape (count + 1, columns).
    let operands: [Element]
    /// h of each centre; shape (count).
    let constants: [Element]
    /// The length of o.
    let originNorm: Double
    /// The greatest length of c - o, and the greatest |h|.
    private let (largestNorm, largestConstant): (Double, Double)

    init(_ centres: Matrix) {
        count = centres.rows
        columns = centres.columns
        var origin = [Double](repeating: 0, count: columns)
        for centre in 0..<count {
            for column in 0..<columns { origin[column] += centres[centre, column] / Double(count) }
        }
        // Nearest of its own precision, so that what is taken off is what was multiplied.
        origin = origin.map { Double(Element($0)) }
        var operands: [Element] = []
        operands.reserveCapacity((count + 1) * columns)
        var constants: [Element] = []
        var (norm, constant) = (0.0, 0.0)
        for centre in 0..<count {
            var (square, product) = (0.0, 0.0)
            for column in 0..<columns {
                let difference = centres[centre, column] - origin[column]
                square += difference * difference
                product += difference * origin[column]
                operands.append(Element(difference))
            }
            constants.append(Element(square / 2 + product))
            norm = max(norm, square.squareRoot())
            constant = max(constant, abs(square / 2 + product))
        }
        self.operands = operands + origin.map { Element($0) }
        self.constants = constants
        originNorm = origin.reduce(0) { $0 + $1 * $1 }.squareRoot()
        largestNorm = norm
        largestConstant = max(constant, norm * originNorm)
    }

    /// How far h - x (c - o) may be from its computed value, for a row of that length.
    ///
    /// Any order of additions, fused or not; 8 more roundings for operands, constants and what is made of them.
    @inline(__always)
    func error(norm: Double) -> Double {
        Double(columns + 8)
            * (Element.roundoff * (norm * largestNorm + largestConstant) * 1.01
                + Double(Element.leastNormalMagnitude))
    }

    /// How far |x - o|^2 + 2 (h - x (c - o)) may be from its computed value.
    @inline(__always)
    func squareError(norm: Double) -> Double {
        let around = norm * originNorm * 2 * Element.roundoff * Double(columns + 8)
        return 2 * error(norm: norm) + around + Double(columns + 16) * 0x1p-52
            * (norm * norm + originNorm * originNorm) + Double(columns + 8)
            * Double(Element.leastNormalMagnitude)
    }

    /// |x - o|^2 from the length of x and the product x o.
    @inline(__always)
    func base(norm: Double, product: Double) -> Double {
        norm * norm - 2 * product + originNorm * originNorm
    }

    /// Rows a tile: a multiple of 8, so that tile and products stay in the second cache.
    var tileRows: Int { max(16, min(512, 32_768 / max(columns, 1), 65_536 / (count + 1)) / 8 * 8) }
}
