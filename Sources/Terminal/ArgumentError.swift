/// What can be wrong with a command line.
public enum ArgumentError: Error, Hashable, Sendable {
    /// No such option; `nearest` is the option it resembles, with dashes.
    case unknownOption(spelling: String, nearest: String?)
    /// The option takes a value and there is none.
    case missingValue(option: String, placeholder: String)
    /// The flag takes no value and has one.
    case unexpectedValue(option: String)
    /// The option is given more than once.
    case repeatedOption(option: String)
    /// A required option or argument is not given; `usage` is how it is written.
    case missingArgument(usage: String)
    /// An argument for which there is no place.
    case unexpectedArgument(text: String)
    /// A value that is not one of those allowed, or not a number in range.
    case invalidValue(argument: String, found: String, expected: String, nearest: String?)
    /// An option that another one, or its lack, leaves without effect.
    case uselessOption(option: String, problem: String, remedy: String)
    /// No such command in the group.
    case unknownCommand(name: String, nearest: String?)
    /// A group is named without a command of it.
    case missingCommand(known: [String])
}

extension ArgumentError: CustomStringConvertible {
    /// What is wrong; what to do follows `; remedy: `.
    public var description: String { "\(text); remedy: \(remedy)" }

    private var text: String {
        switch self {
        case .unknownOption(let spelling, let nearest):
            "unknown option `\(spelling)`" + Self.question(nearest)
        case .missingValue(let option, let placeholder):
            "the option `\(option)` needs a value <\(placeholder)>"
        case .unexpectedValue(let option): "the option `\(option)` takes no value"
        case .repeatedOption(let option): "the option `\(option)` is given more than once"
        case .missingArgument(let usage): "the argument `\(usage)` is missing"
        case .unexpectedArgument(let text): "there is no place for the argument `\(text)`"
        case .invalidValue(let argument, let found, let expected, let nearest):
            "`\(argument)` is `\(found)`, expected \(expected)" + Self.question(nearest)
        case .uselessOption(let option, let problem, _): "`\(option)` \(problem)"
        case .unknownCommand(let name, let nearest): "unknown command `\(name)`" + Self.question(nearest)
        case .missingCommand: "a command is missing"
        }
    }

    private var remedy: String {
        switch self {
        case .unknownOption(_, let nearest?): "write `\(nearest)`, or see --help"
        case .unknownOption: "remove it, or see --help; a file whose name begins with a dash goes after `--`"
        case .missingValue(let option, let placeholder): "write `\(option) <\(placeholder)>`"
        case .unexpectedValue(let option): "write `\(option)` alone"
        case .repeatedOption(let option): "give `\(option)` once"
        case .missingArgument(let usage): "add `\(usage)`"
        case .unexpectedArgument: "remove it, or see --help"
        case .invalidValue(_, _, let expected, _): "write \(expected)"
        case .uselessOption(_, _, let remedy): remedy
        case .unknownCommand(_, let nearest?): "write `\(nearest)`, or see --help"
        case .unknownCommand: "see --help"
        case .missingCommand(let known): "add one of: \(known.joined(separator: ", "))"
        }
    }

    private static func question(_ nearest: String?) -> String {
        nearest.map { "; did you mean `\($0)`?" } ?? ""
    }
}
