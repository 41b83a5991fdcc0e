/// The arguments of one call, checked against the command's specification.
///
/// Positionals and options are looked up by name, without dashes. Asking for a name that the specification
/// does not have is a programming error and traps.
public struct ParsedArguments: Sendable {
    let specification: CommandSpecification
    var values: [String: [String]] = [:]
    var flags: Set<String> = []

    /// Whether a flag was given.
    public func flag(_ name: String) -> Bool {
        precondition(specification.options.contains { $0.name == name && $0.kind == .flag }, unknown(name))
        return flags.contains(name)
    }

    /// Whether an option or a positional was given, a default aside.
    public func isGiven(_ name: String) -> Bool { flags.contains(name) || values[name] != nil }

    /// The value of a required positional, a required option or an option with a default.
    public func text(_ name: String) -> String {
        guard let text = optionalText(name) else { preconditionFailure("`\(name)` may be missing") }
        return text
    }

    /// The value of a positional or an option, its default included; nil if it was not given.
    public func optionalText(_ name: String) -> String? { texts(name).last }

    /// All values of a repeated positional or a list option, in order.
    public func texts(_ name: String) -> [String] {
        if let values = values[name] { return values }
        if specification.positionals.contains(where: { $0.name == name }) { return [] }
        let option = specification.options.first { $0.name == name }
        switch option?.kind {
        case .value(_, let fallback, _, _)?: return fallback.map { [$0] } ?? []
        case .list?: return []
        case .flag?, nil: preconditionFailure(unknown(name))
        }
    }

    private func unknown(_ name: String) -> String { "`\(specification.name)` does not declare `\(name)`" }
}
