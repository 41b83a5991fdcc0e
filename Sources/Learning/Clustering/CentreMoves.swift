import LinearAlgebra

/// How far centres went in a step, and how far they are from each other: what bounds on distances are corrected by.
struct CentreMoves: Sendable {
    /// Not less than the distance that each centre went; shape (centres).
    let moved: [Double]
    /// Not less than the distance that any other centre went; shape (centres).
    let otherMoved: [Double]
    /// Not more than the distance to the nearest other centre, 0 where it was not worth finding out; shape (centres).
    let apart: [Double]
    /// The sum of the squared distances that centres went.
    let total: Double

    /// - Parameter rows: the rows whose bounds will be corrected; distances among centres are worth less work than those.
    init(from old: Matrix, to new: Matrix, rows: Int) {
        let (count, columns) = (new.rows, new.columns)
        let slack = 1 + Double(columns + 8) * 0x1p-52
        let squares = (0..<count).map { Self.squaredDistance(old, $0, new, $0) }
        let moved = squares.map { $0.squareRoot() * slack }
        var (first, second, farthest) = (0.0, 0.0, 0)
        for (centre, distance) in moved.enumerated() {
            if distance > first {
                (first, second, farthest) = (distance, first, centre)
            } else {
                second = max(second, distance)
            }
        }
        self.moved = moved
        otherMoved = (0..<count).map { $0 == farthest ? second : first }
        total = squares.reduce(0, +)
        var apart = [Double](repeating: count == 1 ? .infinity : 0, count: count)
        if count > 1 && count * count <= rows {
            apart = apart.map { _ in .infinity }
            for centre in 1..<count {
                for other in 0..<centre {
                    let distance = Self.squaredDistance(new, centre, new, other).squareRoot() / slack
                    apart[centre] = min(apart[centre], distance)
                    apart[other] = min(apart[other], distance)
                }
            }
        }
        self.apart = apart
    }

    private static func squaredDistance(_ left: Matrix, _ row: Int, _ right: Matrix, _ other: Int) -> Double {
        let columns = left.columns
        let (own, theirs) = (left.elements.span, right.elements.span)
        var sum = 0.0
        for column in 0..<columns {
            let difference = own[row * columns + column] - theirs[other * columns + column]
            sum += difference * difference
        }
        return sum
    }
}
