/// A titled list of names and explanations in two columns.
struct HelpSection {
    var title: String
    var entries: [(name: String, help: String)]

    /// The section with a blank line before it; nothing if it has no entries.
    func text(width: Int) -> String {
        guard let longest = entries.map(\.name.displayWidth).max() else { return "" }
        let column = min(longest, 32) + 4
        let lines = entries.map { name, help in
            let wrapped = help.wrapped(to: width, indent: column)
            let gap = column - 2 - name.displayWidth
            return gap >= 2
                ? "  " + name + String(repeating: " ", count: gap) + wrapped.dropFirst(column)
                : "  \(name)\n\(wrapped)"
        }
        return "\n\(title):\n" + lines.joined(separator: "\n") + "\n"
    }
}
