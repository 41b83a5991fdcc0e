import Arithmetic

/// The log loss of softmax over rows, and what is summed up with it.
struct MultinomialTile: Sendable {
    /// The weighted sum of log losses.
    private(set) var loss = 0.0
    /// The weighted sum of p - y; shape (classes).
    private(set) var residuals: [Double]
    /// The weighted sum of p (1 - p); shape (classes).
    private(set) var curvature: [Double]
    /// What is known of the margins of rows with a weight.
    private(set) var margins = Margins()

    /// What is known of margins.
    struct Margins: Sendable {
        /// Whether every row's own class has the greatest margin, and no other the same.
        var areSeparated = true
        /// The greatest lead of a row's greatest margin over its least.
        var largest = 0.0
    }

    init(classes: Int) {
        residuals = [Double](repeating: 0, count: classes)
        curvature = residuals
    }

    /// From margins without intercepts to weighted residuals, in place.
    ///
    /// - Parameters:
    ///   - rows: whose margins they are.
    ///   - offsets: intercepts; shape (classes).
    ///   - watches: whether margins are looked at.
    ///   - margins: shape (rows, classes).
    mutating func evaluate(
        _ rows: Range<Int>, labels: [Int32], weights: [Double]?, offsets: Span<Double>, watches: Bool,
        _ margins: inout MutableSpan<Double>
    ) {
        let classes = offsets.count
        var (residuals, curvature) = (self.residuals, self.curvature)
        var summed = residuals.mutableSpan
        var curved = curvature.mutableSpan
        for row in rows {
            let first = (row - rows.lowerBound) * classes
            var own = margins._mutatingExtracting(first..<first + classes)
            let label = Int(labels[row])
            let weight = weights?[row] ?? 1
            for index in 0..<classes { own[index] += offsets[index] }
            if watches && weight > 0 { look(at: own, label) }
            let margin = own[label]
            let (largest, sum) = Self.exponentiate(&own)
            loss += weight * (PortableMath.log(sum) + (largest - margin))
            let share = 1 / sum
            for index in 0..<classes {
                let probability = own[index] * share
                curved[index] += weight * probability * (1 - probability)
                own[index] = weight * probability
            }
            own[label] -= weight
            for index in 0..<classes { summed[index] += own[index] }
        }
        self.residuals = residuals
        self.curvature = curvature
    }

    /// From margins to their exponentials relative to the greatest, in place.
    ///
    /// - Returns: the greatest margin, and the sum of the exponentials, which is 1 at least.
    static func exponentiate(_ margins: inout MutableSpan<Double>) -> (largest: Double, sum: Double) {
        let count = margins.count
        var largest = -Double.infinity
        for index in 0..<count { largest = margins[index] > largest ? margins[index] : largest }
        for index in 0..<count {
            margins[index] = PortableMath.exponentialTail(of: largest - margins[index])
        }
        var sum = 0.0
        for index in 0..<count { sum += margins[index] }
        return (largest, sum)
    }

    private mutating func look(at margins: borrowing MutableSpan<Double>, _ label: Int) {
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for index in 0..<margins.count {
            least = min(least, margins[index])
            greatest = max(greatest, margins[index])
            if index != label && !(margins[index] < margins[label]) { self.margins.areSeparated = false }
        }
        self.margins.largest = max(self.margins.largest, greatest - least)
    }

    /// Adds the sums of the next block.
    mutating func add(_ other: MultinomialTile) {
        loss += other.loss
        for index in residuals.indices {
            residuals[index] += other.residuals[index]
            curvature[index] += other.curvature[index]
        }
        margins.areSeparated = margins.areSeparated && other.margins.areSeparated
        margins.largest = max(margins.largest, other.margins.largest)
    }
}
