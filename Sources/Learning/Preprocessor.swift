public import Features
import Models

/// Learns from training rows how inputs become standardized design columns.
///
/// A number column: missing values take the median of the training rows, then the transforms, then the mean is
/// subtracted and the standard deviation (of the population, as scikit-learn's `StandardScaler`) divided by. A
/// category: a column of 0 or 1 a level, none left out (as `OneHotEncoder`), not scaled; levels rarer than
/// `minimumCount` share one column with levels never seen, which exists if there are such rows. Either kind has a
/// column for `missing` if some but not all training rows miss it. Columns of equal values are dropped.
///
/// With `bins` or `evidence` an input has one column, of the evidence of its bin or level, which is standardized; missing is a bin
/// of its own. With `hash` a category has a column a bucket that is not rarer than `minimumCount`; a rarer one adds nothing.
/// Each row counts once, whatever its weight.
///
/// Of inputs that interact each two columns have a product, of both as they are standardized, but for indicators of `missing`. A
/// product of two numbers is standardized anew; one with an indicator is left as it is, and needs `minimumCount` rows where its
/// indicators are 1.
public struct Preprocessor: Sendable {
    /// The checked settings.
    public let configuration: Configuration

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// The inputs; nil takes every column of the frame as it is.
        public var inputs: InputSelection?
        /// Pairs of inputs whose products are columns too; nil stands for none.
        public var interactions: [[String]]?
        /// The rows a level needs for a column of its own; above 0.
        public var minimumCount: Int

        /// Creates settings; `Preprocessor` checks them.
        public init(
            inputs: InputSelection? = nil, interactions: [[String]]? = nil, minimumCount: Int = 20
        ) {
            self.inputs = inputs
            self.interactions = interactions
            self.minimumCount = minimumCount
        }
    }

    /// Creates the estimator.
    ///
    /// - Throws: `ConfigurationError` for a setting out of its range.
    public init(_ configuration: Configuration = Configuration()) throws(ConfigurationError) {
        try ConfigurationError.check(count: configuration.minimumCount, of: "minimumCount")
        let names = configuration.inputs.map { Set($0.entries.map(\.name)) }
        var pairs: Set<Set<String>> = []
        for pair in configuration.interactions ?? [] {
            guard pair.count == 2, pair[0] != pair[1] else {
                throw ConfigurationError(
                    key: "interactions",
                    requirement: "pairs of two different inputs, such as [[amount, region]]")
            }
            if let unknown = pair.first(where: { !(names?.contains($0) ?? true) }) {
                throw ConfigurationError(
                    key: "interactions", requirement: "pairs of `inputs`, and '\(unknown)' is none")
            }
            guard pairs.insert(Set(pair)).inserted else {
                throw ConfigurationError(
                    key: "interactions",
                    requirement: "without a pair twice; '\(pair[0])' with '\(pair[1])' is")
            }
        }
        self.configuration = configuration
    }

    /// Fits the encoder.
    ///
    /// - Parameters:
    ///   - frame: the training rows only.
    ///   - labels: true is the positive outcome, shape (rows); nil where no input is read by its evidence.
    ///   - features: where inputs take their unit and sentence from; nil for none.
    /// - Throws: `LearningError` for no rows, a missing input or one of another kind, equal or missing labels of evidence, numbers that a transform or the limit of ±1e90
    ///   refuses, and where no column is left.
    /// - Complexity: O(rows * columns + rows log rows * inputs).
    public func fit(
        _ frame: FeatureFrame, labels: [Bool]? = nil, features: FeatureSet? = nil
    ) throws(LearningError) -> FittedPreprocessor {
        guard frame.rowCount > 0 else { throw .noRows }
        let entries =
            configuration.inputs?.entries ?? frame.columns.map { InputSelection.Entry(name: $0.name) }
        let outcomes = Outcomes(labels: labels ?? [], rows: frame.rowCount)
        var candidates: [CandidateInput] = []
        for entry in entries {
            guard let column = frame.column(entry.name) else {
                throw .missingInput(name: entry.name, kind: "numbers or categories")
            }
            let definition = features?.definition(of: entry.name)
            candidates.append(
                try candidate(
                    column.values, entry, outcomes, unit: definition?.statedUnit,
                    sentence: definition?.statedSentence))
        }
        let interactions = configuration.interactions ?? []
        for name in interactions.joined() where !candidates.contains(where: { $0.input.name == name }) {
            throw .missingInput(name: name, kind: "numbers or categories")
        }
        return try FittedPreprocessor(
            candidates: candidates, interactions: interactions, minimumCount: minimumCount)
    }

    private var minimumCount: Int { configuration.minimumCount }

    private func candidate(
        _ values: FeatureColumn.Values, _ entry: InputSelection.Entry, _ outcomes: Outcomes, unit: String?,
        sentence: String?
    ) throws(LearningError) -> CandidateInput {
        switch (values, entry.encoding) {
        case (.numbers(let values), .usual):
            return try CandidateInput(numbers: values, entry: entry, unit: unit, sentence: sentence)
        case (.categories(let values), .usual):
            return try CandidateInput(
                categories: values, entry: entry, minimumCount: minimumCount, unit: unit, sentence: sentence)
        case (.numbers(let values), .bins(let limit, let isMonotone)):
            return try CandidateInput(
                numbers: values, entry: entry, limit: limit, isMonotone: isMonotone,
                minimumCount: minimumCount, labels: outcomes.labels, scale: try outcomes.scale(),
                unit: unit, sentence: sentence)
        case (.categories(let values), .evidence):
            return try CandidateInput(
                categories: values, entry: entry, minimumCount: minimumCount, labels: outcomes.labels,
                scale: try outcomes.scale(), unit: unit, sentence: sentence)
        case (.categories(let values), .hash(let buckets)):
            return CandidateInput(
                hashed: values, entry: entry, buckets: buckets, minimumCount: minimumCount, unit: unit,
                sentence: sentence)
        case (.categories, .bins):
            throw .missingInput(name: entry.name, kind: "numbers, which its `bins` need")
        case (.numbers, .evidence):
            throw .missingInput(name: entry.name, kind: "categories, which `evidence` needs; take `bins`")
        case (.numbers, .hash):
            throw .missingInput(name: entry.name, kind: "categories, which its `hash` needs")
        }
    }

    /// The rows' outcomes, where an input needs them.
    private struct Outcomes {
        var labels: [Bool]
        var rows: Int

        func scale() throws(LearningError) -> EvidenceScale {
            guard labels.count == rows else {
                throw .wrongCount(of: "labels", expected: rows, found: labels.count)
            }
            return try EvidenceScale(labels)
        }
    }
}
