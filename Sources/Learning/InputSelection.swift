public import Models

/// The inputs of a model and the transforms of each, in the order they are written.
public struct InputSelection: Equatable, Sendable {
    /// The inputs in order; names are unique.
    public let entries: [Entry]

    /// One input.
    public struct Entry: Codable, Equatable, Sendable {
        /// The feature's name.
        public var name: String
        /// What is done to a number, first to last; empty for a category.
        public var transforms: [Transform]

        /// Creates an entry.
        public init(name: String, transforms: [Transform] = []) {
            self.name = name
            self.transforms = transforms
        }
    }

    /// Creates a selection.
    ///
    /// - Throws: `ConfigurationError` for a repeated name.
    public init(_ entries: [Entry]) throws(ConfigurationError) {
        var names: Set<String> = []
        for entry in entries where !names.insert(entry.name).inserted {
            throw ConfigurationError(key: "inputs", requirement: "without a name twice; '\(entry.name)' is")
        }
        self.entries = entries
    }
}
