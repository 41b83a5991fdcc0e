import Terminal

struct Train: Subcommand {
    static let specification = CommandSpecification(
        name: "train", summary: "train a model and register the version",
        positionals: [PositionalSpecification("pipeline", help: "the pipeline file")],
        options: [
            .value(
                "registry", short: "r", placeholder: "folder", default: "registry", help: "where versions lie"
            ),
            .value("penalty", placeholder: "number", help: "the weight of the penalty"),
            .value("seed", placeholder: "integer", default: "1", help: "the seed of every random choice"),
            .value(
                "format", placeholder: "name", default: "text", allowed: ["text", "markdown", "html"],
                help: "the report's format"),
            .list("group", short: "g", placeholder: "field", help: "a field to report by"),
            .flag(
                "force", short: "f",
                help:
                    "train even if the audit says no, which marks the version for ever as one that must not be promoted"
            ),
            .json,
        ],
        discussion: "Reads the pipeline's data, audits it for leaks, fits the model on the train slice.",
        examples: [
            CommandExample("leadline train datasets/cdnow/pipeline.yaml", "Trains the purchases model.")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        console.line("\(arguments.text("pipeline")) into \(arguments.text("registry"))")
        if arguments.flag("force") { console.warn("forced") }
        return arguments.flag("force") ? .warned : .ok
    }
}

struct List: Subcommand {
    static let specification = CommandSpecification(
        name: "list", summary: "list models",
        positionals: [PositionalSpecification("name", occurrence: .optional, help: "one model")])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        console.line(arguments.optionalText("name") ?? "all")
        return .ok
    }
}

struct Verify: Subcommand {
    struct Broken: Error, CustomStringConvertible {
        var description: String { "model.json: digest differs; remedy: restore the file from a copy" }
    }

    static let specification = CommandSpecification(
        name: "verify", summary: "verify digests",
        positionals: [PositionalSpecification("versions", occurrence: .repeated, help: "versions to verify")])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        if arguments.texts("versions").contains("broken") { throw Broken() }
        return .failed
    }
}

let program = Program(
    name: "leadline", version: "1.2.3",
    root: .group(
        CommandGroup(
            name: "leadline", summary: "score leads without leaks",
            commands: [
                .single(Train.self),
                .group(
                    CommandGroup(
                        name: "registry", summary: "look into the registry",
                        commands: [.single(List.self), .single(Verify.self)])),
            ])))

/// What a call printed and how it ended.
struct Outcome {
    var code: ExitCode
    var output: String
    var errors: String

    init(_ words: String...) {
        let output = MemorySink()
        let errors = MemorySink()
        code = program.run(words, console: Console(output: output, errors: errors))
        self.output = output.text
        self.errors = errors.text
    }
}
