public import Models

/// The inputs of a model and how each becomes columns, in the order they are written.
public struct InputSelection: Equatable, Sendable {
    /// The inputs in order; names are unique.
    public let entries: [Entry]

    /// One input.
    public struct Entry: Equatable, Sendable {
        /// The feature's name.
        public var name: String
        /// What is done to a number, first to last; empty for a category.
        public var transforms: [Transform]
        /// How its values become columns.
        public var encoding: Encoding

        /// Creates an entry.
        public init(name: String, transforms: [Transform] = [], encoding: Encoding = .usual) {
            self.name = name
            self.transforms = transforms
            self.encoding = encoding
        }
    }

    /// How an input's values become columns.
    public enum Encoding: Equatable, Sendable {
        /// A number as it is, a category by a column a level.
        case usual
        /// A number by the evidence of its bin: so many at most, at quantiles; their evidence ascends or descends where that
        /// is asked for.
        case bins(Int, isMonotone: Bool)
        /// A category by the evidence of its level.
        case evidence
        /// A category by a column a bucket, which levels share by their hash.
        case hash(Int)
    }

    /// How many bins a number may be asked to have.
    static let binCounts = 2...1000

    /// Creates a selection.
    ///
    /// - Throws: `ConfigurationError` for a repeated name, for counts of bins or buckets out of their range, and for transforms of
    ///   what is binned or no number.
    public init(_ entries: [Entry]) throws(ConfigurationError) {
        var names: Set<String> = []
        for entry in entries {
            if !names.insert(entry.name).inserted {
                throw ConfigurationError(
                    key: "inputs", requirement: "without a name twice; '\(entry.name)' is")
            }
            if let requirement = entry.requirement {
                throw ConfigurationError(
                    key: "inputs", requirement: "a mapping in which '\(entry.name)' has \(requirement)")
            }
        }
        self.entries = entries
    }
}

extension InputSelection.Entry {
    /// What the entry lacks, or nil.
    fileprivate var requirement: String? {
        switch encoding {
        case .usual: return nil
        case .bins(let count, _):
            if !InputSelection.binCounts.contains(count) { return "2 to 1000 `bins`" }
        case .evidence: break
        case .hash(let buckets):
            if !(LevelBucket.counts.contains(buckets) && buckets.nonzeroBitCount == 1) {
                return "a power of two from 2 to 1048576 as `hash`"
            }
        }
        return transforms.isEmpty
            ? nil : "no `transforms` beside `bins`, `evidence` or `hash`, which they would not change"
    }
}
