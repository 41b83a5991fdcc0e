/// An argument without a name.
public struct PositionalSpecification: Hashable, Sendable {
    /// How often it may stand.
    public enum Occurrence: Hashable, Sendable {
        /// Exactly once.
        case required
        /// Once or not at all.
        case optional
        /// Once or more.
        case repeated
        /// As often as one likes, or not at all.
        case any
    }

    /// The name in help texts and for look-up.
    public var name: String
    /// One line of help.
    public var help: String
    /// How often it may stand.
    public var occurrence: Occurrence

    /// Describes a positional argument.
    public init(_ name: String, occurrence: Occurrence = .required, help: String) {
        self.name = name
        self.occurrence = occurrence
        self.help = help
    }

    var usage: String {
        switch occurrence {
        case .required: "<\(name)>"
        case .optional: "[<\(name)>]"
        case .repeated: "<\(name)>…"
        case .any: "[<\(name)>…]"
        }
    }
}
