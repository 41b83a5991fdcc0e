import Arithmetic
import Models

/// One number that all margins are divided by, so that probabilities of a multinomial model say what they mean.
///
/// The temperature makes the log loss least on rows that the model was not fitted on; it changes no answer, only how sure it is.
///
/// Source: C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On calibration of modern neural networks" (2017).
public struct TemperatureScaling: Equatable, Sendable {
    /// What margins are divided by; in 1/1024...1024.
    ///
    /// 1 where the rows do not tell: all answers are right, so that no certainty would be too much, or no margins differ.
    public let temperature: Double
    /// The mean log loss of the margins as they were.
    public let lossBefore: Double
    /// The mean log loss of the margins divided by the temperature.
    public let lossAfter: Double

    /// A temperature beyond this says that margins tell nothing.
    public static let limit = 1_024.0

    /// Fits the temperature.
    ///
    /// With b = 1 / temperature the loss is convex in b, so that Newton's steps within a bracket find its least.
    ///
    /// - Parameters:
    ///   - margins: of rows that the model was not fitted on; shape (rows, classes), row after row.
    ///   - labels: the class of each row, in `0..<classes`.
    ///   - classes: above 1.
    /// - Throws: `LearningError.noRows`, `wrongCount`, `unknownClass`, `invalidNumber` where a margin is not within ±1e90.
    /// - Complexity: O(rows * classes) a step, of about ten.
    public init(margins: [Double], labels: [Int], classes: Int) throws(LearningError) {
        guard !labels.isEmpty else { throw .noRows }
        guard classes > 0 && margins.count == labels.count * classes else {
            throw .wrongCount(of: "margins", expected: labels.count * classes, found: margins.count)
        }
        if let row = labels.firstIndex(where: { $0 < 0 || $0 >= classes }) {
            throw .unknownClass(labels[row], row: row, classes: classes)
        }
        if let place = margins.firstIndex(where: { !(abs($0) <= DesignEncoder.limit) }) {
            throw .invalidNumber(in: "margins", row: place / classes, column: place % classes)
        }
        let sums = TemperatureSums(margins: margins, labels: labels, classes: classes)
        var (lower, upper) = (1 / Self.limit, Self.limit)
        var inverse = 1.0
        let (flattest, steepest) = (sums.figures(lower), sums.figures(upper))
        if flattest.slope > 0 {
            inverse = lower
        } else if flattest.slope < 0 && steepest.slope > 0 {
            for _ in 0..<200 {
                let found = sums.figures(inverse)
                if found.slope > 0 { upper = inverse } else { lower = inverse }
                var next = inverse - found.slope / found.curvature
                if !(next > lower && next < upper) { next = (lower * upper).squareRoot() }
                let moved = abs(next - inverse)
                inverse = next
                if found.slope == 0 || moved <= 1e-12 * inverse { break }
            }
        }
        temperature = 1 / inverse
        lossBefore = sums.figures(1).loss / Double(labels.count)
        lossAfter = sums.figures(inverse).loss / Double(labels.count)
    }
}

/// Sums over rows whose margins are multiplied by a number.
private struct TemperatureSums {
    let margins: [Double]
    let labels: [Int]
    let classes: Int

    /// The sum of log losses, and its first two derivatives in the number.
    func figures(_ inverse: Double) -> (loss: Double, slope: Double, curvature: Double) {
        var (loss, slope, curvature) = (0.0, 0.0, 0.0)
        var row = [Double](repeating: 0, count: classes)
        for (number, label) in labels.enumerated() {
            let own = margins[number * classes..<(number + 1) * classes]
            for (index, margin) in own.enumerated() { row[index] = inverse * margin }
            let margin = row[label]
            var span = row.mutableSpan
            let (largest, sum) = MultinomialTile.exponentiate(&span)
            loss += PortableMath.log(sum) + (largest - margin)
            var mean = 0.0
            for (index, value) in own.enumerated() { mean += row[index] / sum * value }
            for (index, value) in own.enumerated() {
                curvature += row[index] / sum * (value - mean) * (value - mean)
            }
            slope += mean - own[own.startIndex + label]
        }
        return (loss, slope, curvature)
    }
}
