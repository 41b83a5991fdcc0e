/// The trend and the steps of one series in the coordinates where its noise is white, for one autocorrelation.
struct StepDesign {
    /// The autocorrelation of neighbouring weeks that is taken out.
    let autocorrelation: Double
    /// The trend's orthonormal columns, one after the other.
    private let trend: [Double]
    private let columns: Int
    /// The roots of the weights.
    private let roots: [Double]
    /// What a step adds in a week after its first.
    private let inner: [Double]
    private let shapes: StepShapes
    /// The squared length of each step outside the trend.
    private let lengths: [Double]

    /// Where the statistic is largest.
    struct Peak {
        var shape: Int
        var product: Double
        var statistic: Double
    }

    /// - Parameter trend: the columns before weights and whitening.
    /// - Complexity: O(weeks x (columns^2 + steps)).
    init(autocorrelation: Double, trend: [[Double]], roots: [Double], shapes: StepShapes) {
        self.autocorrelation = autocorrelation
        self.roots = roots
        self.shapes = shapes
        var basis: [[Double]] = []
        for column in trend {
            var vector = Self.whitened(zip(column, roots).map { $0 * $1 }, autocorrelation)
            let before = Self.squares(vector)
            // Twice is enough for orthogonality to machine precision.
            for _ in 0..<2 {
                for other in basis {
                    let product = Self.product(vector, other)
                    for week in vector.indices { vector[week] -= product * other[week] }
                }
            }
            let length = Self.squares(vector)
            guard length > 1e-12 * before else { continue }
            basis.append(vector.map { $0 / length.squareRoot() })
        }
        columns = basis.count
        self.trend = basis.flatMap { $0 }
        inner = roots.indices.map { $0 == 0 ? roots[0] : roots[$0] - autocorrelation * roots[$0 - 1] }
        var lengths: [Double] = []
        for span in shapes.spans {
            var step = roots
            for week in step.indices where week < span.start || week >= span.end { step[week] = 0 }
            let vector = Self.whitened(step, autocorrelation)
            var length = Self.squares(vector)
            let whole = length
            for other in basis {
                let product = Self.product(vector, other)
                length -= product * product
            }
            lengths.append(length > 1e-9 * whole ? length : 0)
        }
        self.lengths = lengths
    }

    /// The degrees of freedom that the trend and one step leave.
    private var freedom: Double { Double(roots.count - columns - 1) }

    /// The residuals of whitened values from the trend.
    ///
    /// - Complexity: O(weeks x columns).
    func residuals(_ whitened: [Double]) -> [Double] {
        var residuals = whitened
        let weeks = whitened.count
        for column in 0..<columns {
            let start = column * weeks
            var product = 0.0
            for week in 0..<weeks { product += residuals[week] * trend[start + week] }
            for week in 0..<weeks { residuals[week] -= product * trend[start + week] }
        }
        return residuals
    }

    /// The step that explains most of the residuals; nil where there is nothing to explain.
    ///
    /// - Parameter count: only that many of the shapes are tried; nil tries all.
    /// - Complexity: O(weeks + steps).
    func peak(_ residuals: [Double], amongFirst count: Int? = nil) -> Peak? {
        let total = Self.squares(residuals)
        guard total > 0, freedom > 0 else { return nil }
        var sums = [Double](repeating: 0, count: residuals.count + 1)
        for week in residuals.indices { sums[week + 1] = sums[week] + inner[week] * residuals[week] }
        var best: (gain: Double, shape: Int, product: Double)?
        for shape in 0..<(count ?? shapes.spans.count) where lengths[shape] > 0 {
            let (start, end) = shapes.spans[shape]
            var product = roots[start] * residuals[start] + sums[end] - sums[start + 1]
            if end < residuals.count { product -= autocorrelation * roots[end - 1] * residuals[end] }
            let gain = product * product / lengths[shape]
            if gain > best?.gain ?? 0 { best = (gain, shape, product) }
        }
        guard let best else { return nil }
        // A step that explains all has no error left to be measured by; the floor keeps the ratio finite.
        let rest = max(total - best.gain, 1e-9 * total)
        return Peak(
            shape: best.shape, product: best.product, statistic: (best.gain * freedom / rest).squareRoot())
    }

    /// The height of the step at a peak.
    func height(_ peak: Peak) -> Double { peak.product / lengths[peak.shape] }

    /// What is left of the residuals once the step at a peak is taken out too.
    func rest(_ residuals: [Double], without peak: Peak) -> [Double] {
        let span = shapes.spans[peak.shape]
        var step = roots
        for week in step.indices where week < span.start || week >= span.end { step[week] = 0 }
        let projected = self.residuals(Self.whitened(step, autocorrelation))
        let height = height(peak)
        return residuals.indices.map { residuals[$0] - height * projected[$0] }
    }

    /// Takes out the autocorrelation of neighbours (Prais and Winsten).
    static func whitened(_ values: [Double], _ autocorrelation: Double) -> [Double] {
        guard autocorrelation > 0, let first = values.first else { return values }
        var whitened = values
        whitened[0] = first * (1 - autocorrelation * autocorrelation).squareRoot()
        for week in values.indices.dropFirst() {
            whitened[week] = values[week] - autocorrelation * values[week - 1]
        }
        return whitened
    }

    /// Puts the autocorrelation of neighbours back in.
    static func colored(_ values: [Double], _ autocorrelation: Double) -> [Double] {
        guard autocorrelation > 0, let first = values.first else { return values }
        var colored = values
        colored[0] = first / (1 - autocorrelation * autocorrelation).squareRoot()
        for week in values.indices.dropFirst() {
            colored[week] = values[week] + autocorrelation * colored[week - 1]
        }
        return colored
    }

    static func squares(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }

    static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }
}
