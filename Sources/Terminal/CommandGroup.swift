import Spelling

/// Verbs that share a word: the program itself, or as in `registry list`.
public struct CommandGroup: Sendable {
    /// The word.
    public var name: String
    /// One line, without a capital and without a full stop.
    public var summary: String
    /// The verbs in the order of the help text.
    public var commands: [Command]
    /// The verb that is meant where none is named, as in `features PIPELINE` beside `features diff`; nil for none.
    public var fallback: (any Subcommand.Type)?
    /// Paragraphs below the list; empty for none.
    public var discussion: String

    /// Creates a group.
    public init(
        name: String, summary: String, commands: [Command], fallback: (any Subcommand.Type)? = nil,
        discussion: String = ""
    ) {
        self.name = name
        self.summary = summary
        self.commands = commands
        self.fallback = fallback
        self.discussion = discussion
    }

    /// The help text: usage and the verbs with their summaries.
    func help(path: String, width: Int) -> String {
        var text =
            fallback.map { $0.specification.help(path: path, width: width) }
            ?? "\(path): \(summary)\n\nUsage: \(path) <command> …\n"
        text += HelpSection(title: "Commands", entries: commands.map { ($0.name, $0.summary) }).text(
            width: width)
        if !discussion.isEmpty { text += "\n" + discussion.wrapped(to: width) + "\n" }
        return text + "\n`\(path) <command> --help` explains a command.\n"
    }

    /// The verb that is meant where the first word names no command and asks for no help.
    func fallback(for word: String?) -> Command? {
        if let word, ["help", "--help", "-h"].contains(word) || commands.contains(where: { $0.name == word })
        {
            return nil
        }
        return fallback.map { .single($0) }
    }

    /// The command of a name.
    func command(_ name: String) throws(ArgumentError) -> Command {
        if let command = commands.first(where: { $0.name == name }) { return command }
        throw .unknownCommand(name: name, nearest: NearestName.of(name, among: commands.map(\.name)))
    }
}
