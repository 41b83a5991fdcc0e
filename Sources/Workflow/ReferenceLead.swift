import Features
public import Models
public import Scoring

/// The lead that others are explained against: what is usual among the rows that the served model was fitted on.
///
/// The middle of each number, of two middle ones the lower, so that it is a value that occurs; the most frequent level of
/// each category, of equally frequent ones the first in order; missing where most rows miss it. No such lead need exist.
public struct ReferenceLead: Equatable, Sendable {
    /// The values in the order of the model's inputs; a level that the model does not know is an empty text.
    public let values: [InputValue]

    /// Finds what is usual.
    ///
    /// - Complexity: O(inputs x rows log rows).
    init(of train: FeatureFrame, for model: LogisticModel) {
        values = model.inputs.map { Self.usual(of: $0, in: train) }
    }

    /// A lead as a version keeps it.
    ///
    /// - Throws: `ScoringError.malformed` where it has not one value an input.
    init(_ values: [InputValue], for model: LogisticModel) throws(ScoringError) {
        guard values.count == model.inputs.count else {
            throw .malformed(
                file: VersionFile.reference,
                problem: "the lead has \(values.count) values for \(model.inputs.count) inputs")
        }
        self.values = values
    }

    /// The lead as a row to score.
    public func slots(of model: LogisticModel) -> [Double] {
        values.indices.map { values[$0].slot(input: $0, of: model) }
    }

    /// A level as a version may keep it: a bucket's name where levels are hashed.
    private static func kept(_ level: String, by input: ModelInput) -> String {
        if let buckets = input.buckets {
            return LevelBucket.name(LevelBucket.index(of: level, count: buckets))
        }
        return input.levels.contains(level) ? level : ""
    }

    private static func usual(of input: ModelInput, in frame: FeatureFrame) -> InputValue {
        switch frame.column(input.name)?.values {
        case .numbers(let numbers)?:
            let known = numbers.filter(\.isFinite).sorted()
            if known.isEmpty || 2 * known.count < numbers.count { return .missing }
            return .number(known[(known.count - 1) / 2])
        case .categories(let categories)?:
            var counts: [String: Int] = [:]
            for case let level? in categories { counts[level, default: 0] += 1 }
            let known = counts.values.reduce(0, +)
            if known == 0 || 2 * known < categories.count { return .missing }
            let most = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }
            return .level(most.map { Self.kept($0.key, by: input) } ?? "")
        case nil: return .missing
        }
    }
}
