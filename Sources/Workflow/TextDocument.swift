import Datasets
public import Learning

/// What `leadline vectorize` and `leadline embed` write: how texts become vectors.
public struct TextDocument<Estimator: TextEstimator>: StoredDocument, Equatable, Sendable {
    /// The format that this program reads and writes.
    public static var formatVersion: Int { 1 }

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// The column that texts were read from.
    public var column: String
    /// Texts that were learned from.
    public var texts: Int
    /// The settings.
    public var configuration: Estimator.Configuration
    /// What turns a text into a vector.
    public var model: Estimator.Vectorizer

    /// Learns from a column of a table.
    ///
    /// - Returns: the document, and the vectors of the same texts.
    /// - Throws: `DatasetError`, `ConfigurationError` and `LearningError`.
    public static func learning(
        from path: String, column: String, configuration: Estimator.Configuration, concurrency: Int? = nil
    ) throws -> (document: TextDocument, vectors: Estimator.Rows) {
        let estimator = try Estimator(configuration, concurrency: concurrency)
        let texts = try MessageTable.learnableTexts(path, column: column)
        let present = texts.compactMap { $0 }
        let model = try estimator.fit(present)
        let document = TextDocument(
            column: column, texts: present.count, configuration: configuration, model: model)
        return (document, estimator.matrix(of: texts.map { $0 ?? "" }, by: model))
    }

    /// The vectors of other texts.
    ///
    /// - Parameter column: nil takes the one that was learned from.
    /// - Throws: `DatasetError`.
    public func vectors(
        of path: String, column: String? = nil, concurrency: Int? = nil
    ) throws -> Estimator.Rows {
        let texts = try MessageTable(path, text: column ?? self.column, mayBeEmpty: true).texts
        let estimator = try Estimator(configuration, concurrency: concurrency)
        return estimator.matrix(of: texts.map { $0 ?? "" }, by: model)
    }
}
