/// Pearson's correlations of three numbers, gathered row by row.
struct Correlation {
    private(set) var rows = 0
    private var sums = [Double](repeating: 0, count: 3)
    private var products = [Double](repeating: 0, count: 9)
    private var origin: [Double]?

    /// Takes a row.
    mutating func add(_ x: Double, _ y: Double, _ z: Double = 0) {
        // Sums about the first row keep the digits that sums of squares far from zero would lose.
        let origin = origin ?? [x, y, z]
        self.origin = origin
        let values = [x - origin[0], y - origin[1], z - origin[2]]
        for i in 0..<3 {
            sums[i] += values[i]
            for j in 0..<3 { products[i * 3 + j] += values[i] * values[j] }
        }
        rows += 1
    }

    /// The correlation of two of the numbers, by place; 0 where one of them does not vary.
    func of(_ i: Int, _ j: Int) -> Double {
        let scale = (square(i, i) * square(j, j)).squareRoot()
        return scale > 0 ? square(i, j) / scale : 0
    }

    /// The correlation of the first two where the third is the same; 0 where nothing is left to vary.
    var partial: Double {
        let (xy, xz, yz) = (of(0, 1), of(0, 2), of(1, 2))
        let scale = ((1 - xz * xz) * (1 - yz * yz)).squareRoot()
        return scale > 1e-9 ? (xy - xz * yz) / scale : 0
    }

    private func square(_ i: Int, _ j: Int) -> Double {
        let count = Double(max(1, rows))
        let value = products[i * 3 + j] - sums[i] * sums[j] / count
        return i == j ? max(0, value) : value
    }
}
