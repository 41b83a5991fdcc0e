public import Features

/// Learns from training rows how inputs become standardized design columns.
///
/// A number column: missing values take the median of the training rows, then the transforms, then the mean is
/// subtracted and the standard deviation (of the population, as scikit-learn's `StandardScaler`) divided by. A
/// category: a column of 0 or 1 a level, none left out (as `OneHotEncoder`), not scaled; levels rarer than
/// `minimumCount` share one column with levels never seen, which exists if there are such rows. Either kind has a
/// column for `missing` if some but not all training rows miss it. Columns of equal values are dropped.
public struct Preprocessor: Sendable {
    /// The checked settings.
    public let configuration: Configuration

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// The inputs; nil takes every column of the frame as it is.
        public var inputs: InputSelection?
        /// The rows a level needs for a column of its own; above 0.
        public var minimumCount: Int

        /// Creates settings; `Preprocessor` checks them.
        public init(inputs: InputSelection? = nil, minimumCount: Int = 20) {
            self.inputs = inputs
            self.minimumCount = minimumCount
        }
    }

    /// Creates the estimator.
    ///
    /// - Throws: `ConfigurationError` for a setting out of its range.
    public init(_ configuration: Configuration = Configuration()) throws(ConfigurationError) {
        guard configuration.minimumCount > 0 else {
            throw ConfigurationError(key: "minimumCount", requirement: "a whole number above 0")
        }
        self.configuration = configuration
    }

    /// Fits the encoder.
    ///
    /// - Parameters:
    ///   - frame: the training rows only.
    ///   - features: where inputs take their unit and sentence from; nil for none.
    /// - Throws: `LearningError` for no rows, a missing input, numbers that a transform or the limit of ±1e90
    ///   refuses, and where no column is left.
    /// - Complexity: O(rows * columns + rows log rows * inputs).
    public func fit(
        _ frame: FeatureFrame, features: FeatureSet? = nil
    ) throws(LearningError) -> FittedPreprocessor {
        guard frame.rowCount > 0 else { throw .noRows }
        let entries =
            configuration.inputs?.entries ?? frame.columns.map { InputSelection.Entry(name: $0.name) }
        var candidates: [CandidateInput] = []
        for entry in entries {
            guard let column = frame.column(entry.name) else {
                throw .missingInput(name: entry.name, kind: "numbers or categories")
            }
            let definition = features?.definition(of: entry.name)
            switch column.values {
            case .numbers(let values):
                candidates.append(
                    try CandidateInput(
                        numbers: values, entry: entry, unit: definition?.statedUnit,
                        sentence: definition?.statedSentence)
                )
            case .categories(let values):
                candidates.append(
                    try CandidateInput(
                        categories: values, entry: entry, minimumCount: configuration.minimumCount,
                        unit: definition?.statedUnit,
                        sentence: definition?.statedSentence))
            }
        }
        return try FittedPreprocessor(candidates: candidates)
    }
}
