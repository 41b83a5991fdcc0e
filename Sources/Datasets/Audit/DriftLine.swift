/// A straight line of scores over age, and how far its spans of time lie off it by more than chance.
struct DriftLine {
    let mean: Double
    let centre: Double
    private let slope: Double
    private let sampling: Double
    private let squares: Double
    private let drift: Double
    private let spanSquares: Double
    private let spans: Double

    /// Fits a line.
    ///
    /// - Parameter points: ascending by age.
    /// - Complexity: O(n).
    init(_ points: [(age: Double, score: Double)], spans: Int) {
        let count = Double(points.count)
        let mean = points.reduce(0) { $0 + $1.score } / count
        let centre = points.reduce(0) { $0 + $1.age } / count
        let squares = max(1e-12, points.reduce(0) { $0 + ($1.age - centre) * ($1.age - centre) })
        let slope = points.reduce(0) { $0 + ($1.age - centre) * ($1.score - mean) } / squares
        var (residues, expected, spanSquares) = (0.0, 0.0, 0.0)
        for span in 0..<spans {
            let part = points[span * points.count / spans..<(span + 1) * points.count / spans]
            let own = Double(part.count)
            let age = part.reduce(0) { $0 + $1.age } / own
            let residue = part.reduce(0) { $0 + $1.score } / own - mean - slope * (age - centre)
            residues += residue * residue
            expected += Self.variance(part.map(\.score)) / own
            spanSquares += (age - centre) * (age - centre)
        }
        drift = max(0, residues / Double(spans - 2) - expected / Double(spans))
        sampling = Self.variance(points.map(\.score)) / count
        self.mean = mean
        self.centre = centre
        self.squares = squares / count
        self.slope = slope
        self.spanSquares = max(1e-12, spanSquares)
        self.spans = Double(spans)
    }

    func value(at age: Double) -> Double { mean + slope * (age - centre) }

    /// The square of the standard error of the line at an age, with what drift adds to a time of its own.
    func error(at age: Double) -> Double {
        let square = (age - centre) * (age - centre)
        return sampling * (1 + square / squares) + drift * (1 + 1 / spans + square / spanSquares)
    }

    /// The variance of numbers; 0 for fewer than two.
    static func variance(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
}
