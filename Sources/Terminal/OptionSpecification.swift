/// An option with a name: a flag, or one that takes a value.
public struct OptionSpecification: Hashable, Sendable {
    /// What stands after the name.
    public enum Kind: Hashable, Sendable {
        /// Nothing.
        case flag
        /// One value; `fallback` counts where the option is not given.
        case value(placeholder: String, fallback: String?, isRequired: Bool, allowed: [String])
        /// One value each time it is given, any number of times.
        case list(placeholder: String)
    }

    /// The name without its dashes.
    public var name: String
    /// A letter for `-x`; nil for none.
    public var short: Character?
    /// What stands after the name.
    public var kind: Kind
    /// One line of help, without a full stop.
    public var help: String

    /// `--name`.
    public static func flag(_ name: String, short: Character? = nil, help: String) -> Self {
        Self(name: name, short: short, kind: .flag, help: help)
    }

    /// `--name <placeholder>`; where `allowed` is not empty the value must be one of it.
    public static func value(
        _ name: String, short: Character? = nil, placeholder: String, default fallback: String? = nil,
        isRequired: Bool = false, allowed: [String] = [], help: String
    ) -> Self {
        let kind = Kind.value(
            placeholder: placeholder, fallback: fallback, isRequired: isRequired, allowed: allowed)
        return Self(name: name, short: short, kind: kind, help: help)
    }

    /// `--name <placeholder>`, as often as one likes.
    public static func list(
        _ name: String, short: Character? = nil, placeholder: String, help: String
    ) -> Self {
        Self(name: name, short: short, kind: .list(placeholder: placeholder), help: help)
    }

    /// `--json`, which every command that has a result offers.
    public static let json = flag("json", help: "print the result as one JSON value")

    static let help = flag("help", short: "h", help: "show this help")
    static let version = flag("version", help: "show the version")

    /// The spelling on the command line.
    var spelling: String { "--\(name)" }

    var placeholder: String? {
        switch kind {
        case .flag: nil
        case .value(let placeholder, _, _, _), .list(let placeholder): placeholder
        }
    }
}
