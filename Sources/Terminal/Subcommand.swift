/// One verb of a program: what it takes and what it does.
///
/// ```swift
/// struct Train: Subcommand {
///     static let specification = CommandSpecification(
///         name: "train", summary: "train a model and register the version",
///         positionals: [PositionalSpecification("pipeline", help: "the pipeline file")],
///         options: [.value("registry", placeholder: "folder", default: "registry", help: "where versions lie")])
///
///     static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
///         console.line(arguments.text("pipeline"))
///         return .ok
///     }
/// }
/// ```
public protocol Subcommand: SendableMetatype {
    /// Name, arguments and help.
    static var specification: CommandSpecification { get }

    /// Does the work. A thrown error ends the program with `ExitCode.executionError`; its text is shown, and
    /// what follows `; remedy: ` in it as the remedy.
    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode
}
