/// What learns from texts how texts become vectors.
public protocol TextEstimator: Sendable {
    /// The settings.
    associatedtype Configuration: Codable & Equatable & Sendable
    /// What was learned.
    associatedtype Vectorizer: Codable & Equatable & Sendable
    /// Vectors, a row a text.
    associatedtype Rows

    /// Creates the estimator.
    ///
    /// - Parameter concurrency: threads at most; nil takes one a processor.
    /// - Throws: `ConfigurationError` for a setting out of its range.
    init(_ configuration: Configuration, concurrency: Int?) throws(ConfigurationError)

    /// Learns from texts.
    ///
    /// - Parameter texts: of the train slice only.
    func fit(_ texts: [String]) throws(LearningError) -> Vectorizer

    /// The texts' vectors, a row each.
    func matrix(of texts: [String], by vectorizer: Vectorizer) -> Rows
}
