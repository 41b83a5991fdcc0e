/// What a command is called, what it takes and how it explains itself.
public struct CommandSpecification: Sendable {
    /// The verb.
    public var name: String
    /// One line, without a capital and without a full stop.
    public var summary: String
    /// The arguments without a name, in order; optional ones after required ones, one that may stand often last.
    public var positionals: [PositionalSpecification]
    /// The named options; `--help` is added by itself.
    public var options: [OptionSpecification]
    /// Paragraphs below the usage; empty for none.
    public var discussion: String
    /// Lines a reader can copy.
    public var examples: [CommandExample]

    /// Describes a command.
    ///
    /// - Precondition: names of options and positionals are distinct.
    public init(
        name: String, summary: String, positionals: [PositionalSpecification] = [],
        options: [OptionSpecification] = [], discussion: String = "", examples: [CommandExample] = []
    ) {
        let names = positionals.map(\.name) + options.map(\.name)
        precondition(Set(names).count == names.count, "two arguments of `\(name)` have one name")
        self.name = name
        self.summary = summary
        self.positionals = positionals
        self.options = options
        self.discussion = discussion
        self.examples = examples
    }
}

/// A line to copy and what it does.
public struct CommandExample: Hashable, Sendable {
    /// The whole line, program name included.
    public var line: String
    /// What it does.
    public var effect: String

    /// Creates an example.
    public init(_ line: String, _ effect: String) {
        self.line = line
        self.effect = effect
    }
}
