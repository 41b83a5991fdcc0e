extension CommandSpecification {
    /// The help text, wrapped to a width in columns.
    ///
    /// - Parameter path: the words that call the command, as in `leadline train`.
    public func help(path: String, width: Int = 100) -> String {
        var text = "\(path): \(summary)\n\nUsage: \(path)"
        for positional in positionals { text += " \(positional.usage)" }
        for option in options {
            if case .value(let placeholder, _, true, _) = option.kind {
                text += " \(option.spelling) <\(placeholder)>"
            }
        }
        text += " [options]\n"
        if !discussion.isEmpty { text += "\n" + discussion.wrapped(to: width) + "\n" }
        let arguments = positionals.map { ("<\($0.name)>", $0.help) }
        text += HelpSection(title: "Arguments", entries: arguments).text(width: width)
        let named = (options + [.help]).map { ($0.helpName, $0.helpText) }
        text += HelpSection(title: "Options", entries: named).text(width: width)
        if !examples.isEmpty {
            text += "\nExamples:\n"
            for example in examples {
                text += "  \(example.line)\n" + example.effect.wrapped(to: width, indent: 6) + "\n"
            }
        }
        return text
    }
}

extension OptionSpecification {
    fileprivate var helpName: String {
        let letter = short.map { "-\($0), " } ?? "    "
        return letter + spelling + (placeholder.map { " <\($0)>" } ?? "")
    }

    fileprivate var helpText: String {
        switch kind {
        case .flag: help
        case .list: help + " (may be repeated)"
        case .value(_, let fallback, let isRequired, let allowed):
            help + (allowed.isEmpty ? "" : ": " + allowed.joined(separator: ", "))
                + (isRequired ? " (required)" : fallback.map { " (default: \($0))" } ?? "")
        }
    }
}
