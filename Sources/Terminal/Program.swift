import Spelling

/// A program: finds the command that is meant, runs it and turns its end into an exit code.
public struct Program: Sendable {
    /// The name users type.
    public var name: String
    /// What `--version` prints behind the name.
    public var version: String
    /// A single command, or a group of them.
    public var root: Command

    /// Creates a program; its name in help texts is `name`, whatever the root's is.
    public init(name: String, version: String, root: Command) {
        self.name = name
        self.version = version
        self.root = root
    }

    /// Runs one call and reports its errors; never throws.
    ///
    /// - Parameter words: the arguments behind the program's name.
    public func run(_ words: [String], console: Console) -> ExitCode {
        var path = name
        do {
            let code = try run(words, path: &path, console: console)
            guard let reason = console.deliveryFailure else { return code }
            console.error(
                "the output could not be written: \(reason)", remedy: "free space or write elsewhere")
            return code == .ok || code == .warned ? .notDelivered : code
        } catch let error as ArgumentError {
            console.error(describing: error)
            console.note("see `\(path) --help`")
        } catch {
            console.error(describing: error)
            if let answer = error as? any AnsweringError { return answer.exitCode }
        }
        return .executionError
    }

    private func run(_ words: [String], path: inout String, console: Console) throws -> ExitCode {
        if words == Self.referenceWords {
            console.write(reference())
            return .ok
        }
        var words = words[...]
        var command = root
        var wantsHelp = false
        while case .group(let group) = command {
            if !wantsHelp, let fallback = group.fallback(for: words.first) {
                command = fallback
                break
            }
            switch words.first {
            case "help"?, "--help"?, "-h"?:
                words.removeFirst()
                wantsHelp = true
            case "--version"? where path == name:
                console.line("\(name) \(version)")
                return .ok
            case let word? where word.hasPrefix("-"):
                let known = [OptionSpecification.help.spelling, OptionSpecification.version.spelling]
                throw ArgumentError.unknownOption(
                    spelling: word, nearest: NearestName.of(word, among: known))
            case let word?:
                command = try group.command(word)
                words.removeFirst()
                path += " \(word)"
            case nil:
                guard wantsHelp else { throw ArgumentError.missingCommand(known: group.commands.map(\.name)) }
                console.write(group.help(path: path, width: console.helpWidth))
                return .ok
            }
        }
        guard case .single(let type) = command else { return .executionError }
        let options = words.prefix { $0 != "--" }
        if wantsHelp || options.contains("--help") || options.contains("-h") {
            console.write(type.specification.help(path: path, width: console.helpWidth))
            return .ok
        }
        if path == name, options.contains("--version") {
            console.line("\(name) \(version)")
            return .ok
        }
        return try type.run(type.specification.parse(Array(words)), console: console)
    }
}
