import FoundationEssentials
public import LinearAlgebra

/// What a multinomial logistic regression says of many rows at once.
///
/// Sums are those of a matrix product, so that they may differ in the last digits from other orders of summing.
public struct MultinomialPrediction: Sendable {
    private let vectors: [Double]
    private let intercepts: [Double]
    private let concurrency: Int

    /// Takes a fit.
    ///
    /// - Parameter concurrency: threads at most, above 0; nil takes one a processor. The bits do not depend on it.
    public init(_ fit: MultinomialFit, concurrency: Int? = nil) {
        let (classes, columns) = (fit.intercepts.count, fit.coefficients[0].count)
        var vectors = [Double](repeating: 0, count: columns * classes)
        for (index, coefficients) in fit.coefficients.enumerated() {
            for column in 0..<columns { vectors[column * classes + index] = coefficients[column] }
        }
        self.vectors = vectors
        intercepts = fit.intercepts
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// The margins of each row, whose softmax are the probabilities; shape (rows, classes), row after row.
    ///
    /// - Precondition: the rows have the fit's columns.
    /// - Complexity: O(stored elements * classes).
    public func margins(of design: DesignMatrix) -> [Double] {
        let classes = intercepts.count
        var margins = BlockPasses(design, width: classes, concurrency: concurrency).products(vectors)
        for index in margins.indices { margins[index] += intercepts[index % classes] }
        return margins
    }
}
