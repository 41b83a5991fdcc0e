import FoundationEssentials
public import LinearAlgebra
import Models

/// The probabilities that a logistic regression gives many rows at once.
///
/// Sums are those of a matrix product, so that they may differ in the last digits from other orders of summing; what a daemon
/// serves is scored by `LogisticModel`, whose bits are the same everywhere.
public struct LogisticPrediction: Sendable {
    /// Logits a unit of each column, and the logit where all columns are 0.
    public let parameters: LogisticStart
    private let concurrency: Int

    /// Takes the parameters of a fit.
    ///
    /// - Parameter concurrency: threads at most, above 0; nil takes one a processor. The bits do not depend on it.
    public init(_ parameters: LogisticStart, concurrency: Int? = nil) {
        self.parameters = parameters
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// The probability of each row; shape (rows), in 0...1.
    ///
    /// - Parameters:
    ///   - design: shape (rows, columns).
    ///   - offsets: a known part of each row's logit; shape (rows); nil stands for 0 each.
    /// - Throws: `LearningError` for another number of offsets, and offsets that are not within ±1e90, and rows that are not
    ///   where that makes a logit that is not finite.
    /// - Precondition: the rows have a column a coefficient.
    /// - Complexity: O(stored elements).
    public func probabilities(
        of design: DesignMatrix, offsets: [Double]? = nil
    ) throws(LearningError) -> [Double] {
        precondition(design.columns == parameters.coefficients.count, "rows have another shape than the fit")
        if let offsets, offsets.count != design.rows {
            throw .wrongCount(of: "offsets", expected: design.rows, found: offsets.count)
        }
        if let row = offsets?.firstIndex(where: { !(abs($0) <= DesignEncoder.limit) }) {
            throw .invalidNumber(in: "offsets", row: row, column: 0)
        }
        let intercept = parameters.intercept
        let found = design.margins(parameters.coefficients, concurrency: concurrency) { rows, margins in
            LogisticTile.add(intercept, to: &margins)
            if let offsets { LogisticTile.add(offsets.span.extracting(rows), to: &margins) }
            VectorLoops.probabilities(&margins)
        }
        // A sum is a number unless one of them is none.
        guard VectorLoops.sum(found.span).isNaN else { return found }
        let survey = design.survey(weights: nil, limit: DesignEncoder.limit, concurrency: concurrency)
        guard let place = survey.firstBeyondLimit else { throw .overflow }
        throw .invalidNumber(in: "rows", row: place.row, column: place.column)
    }
}
