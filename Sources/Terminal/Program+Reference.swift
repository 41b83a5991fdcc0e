extension Program {
    /// The words that ask for the whole reference.
    static let referenceWords = ["help", "--markdown"]

    /// The help texts of all commands as one Markdown document: a section a command, in the order of the help text.
    ///
    /// It holds the texts that `--help` prints at a width of 100 columns, so what a document keeps of it can be held
    /// against the program.
    public func reference() -> String {
        Self.sections(of: root, path: name).joined(separator: "\n")
    }

    private static func sections(of command: Command, path: String) -> [String] {
        let own = "## `\(path)`\n\n```text\n\(command.help(path: path, width: 100))```\n"
        guard case .group(let group) = command else { return [own] }
        return [own] + group.commands.flatMap { sections(of: $0, path: "\(path) \($0.name)") }
    }
}
