import Arithmetic

/// The log loss of a tile of rows, in loops that are compiled to vector instructions.
enum LogisticTile {
    /// From margins to losses, in place, with each row's residual p - y and curvature p (1 - p).
    ///
    /// The loss of the likelier and of the other outcome come each from their own small tail.
    ///
    /// - Parameters:
    ///   - targets: in 0...1; shape (rows), as the others.
    ///   - margins: logits; becomes the losses.
    static func evaluate(
        targets: Span<Double>, margins: inout MutableSpan<Double>, residuals: inout MutableSpan<Double>,
        curvature: inout MutableSpan<Double>
    ) {
        let count = targets.count
        precondition(margins.count == count && residuals.count == count && curvature.count == count)
        for row in 0..<count {
            let margin = margins[row]
            let target = targets[row]
            let magnitude = abs(margin)
            let tail = PortableMath.exponentialTail(of: magnitude)
            let likely = 1 / (1 + tail)
            let unlikely = tail * likely
            let isPositive = margin >= 0
            let probability = isPositive ? likely : unlikely
            let rest = isPositive ? unlikely : likely
            let missed = isPositive ? 1 - target : target
            margins[row] = PortableMath.logarithmTail(ofOnePlus: tail) + missed * magnitude
            residuals[row] = (1 - target) * probability - target * rest
            curvature[row] = likely * unlikely
        }
    }

    /// From margins to probabilities, in place; NaN where a margin is not finite.
    static func probabilities(_ margins: inout MutableSpan<Double>) {
        for row in 0..<margins.count {
            let margin = margins[row]
            let tail = PortableMath.exponentialTail(of: abs(margin))
            let likely = 1 / (1 + tail)
            // What is finite less itself is 0; the rest is NaN.
            margins[row] = (margin >= 0 ? likely : tail * likely) + (margin - margin)
        }
    }

    /// Multiplies numbers by weights.
    static func multiply(_ numbers: inout MutableSpan<Double>, by weights: Span<Double>) {
        let count = weights.count
        precondition(numbers.count == count)
        for row in 0..<count { numbers[row] *= weights[row] }
    }

    /// Adds a number to each.
    static func add(_ number: Double, to numbers: inout MutableSpan<Double>) {
        for row in 0..<numbers.count { numbers[row] += number }
    }

    /// Adds a number of its own to each.
    static func add(_ further: Span<Double>, to numbers: inout MutableSpan<Double>) {
        let count = further.count
        precondition(numbers.count == count)
        for row in 0..<count { numbers[row] += further[row] }
    }

    /// The sum, row after row.
    static func sum(_ numbers: borrowing MutableSpan<Double>) -> Double {
        var sum = 0.0
        for row in 0..<numbers.count { sum += numbers[row] }
        return sum
    }
}
