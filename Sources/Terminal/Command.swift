/// A verb, or a group of verbs under one word.
public enum Command: Sendable {
    /// A verb.
    case single(any Subcommand.Type)
    /// A word with verbs of its own, as in `registry list`.
    case group(CommandGroup)

    var name: String {
        switch self {
        case .single(let type): type.specification.name
        case .group(let group): group.name
        }
    }

    var summary: String {
        switch self {
        case .single(let type): type.specification.summary
        case .group(let group): group.summary
        }
    }

    func help(path: String, width: Int) -> String {
        switch self {
        case .single(let type): type.specification.help(path: path, width: width)
        case .group(let group): group.help(path: path, width: width)
        }
    }
}
