import Features
import Registry
import Storage
import Terminal

/// `leadline registry history`.
enum RegistryHistory: Subcommand {
    static let specification = CommandSpecification(
        name: "history", summary: "who moved which alias when and why, and what was live at a time",
        positionals: [RegistryVerbs.model],
        options: [
            .value(
                "alias", placeholder: "ALIAS",
                help: "only the moves of this alias; with --at, `production` unless given"),
            .value(
                "at", placeholder: "TIME",
                help: "what the alias named at this time, such as 2026-03-01T09:30:00Z"),
            Common.registry, .json,
        ],
        discussion: """
            With --at it tells which version the alias named then, since when, by whom, why and on which gate's result; \
            exit code 1 where it named none, 3 where no such model or alias is known.
            """,
        examples: [
            CommandExample(
                "leadline registry history repeat-purchase --at 2026-03-01T09:30:00Z",
                "what was in production then, and why")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        let model = try registry.knownModel(arguments.text("model"))
        if let time = arguments.optionalText("at") {
            let alias = arguments.optionalText("alias") ?? "production"
            return try show(alias, at: time, model, arguments, console)
        }
        let alias = arguments.optionalText("alias")
        let entries = try model.history().filter { alias == nil || $0.alias == alias }
        if arguments.flag("json") {
            console.write(String(decoding: try CanonicalJSON.encode(entries), as: UTF8.self))
        } else if entries.isEmpty {
            console.line(
                alias.map { "`\($0)` of \(model.name) has not moved yet" }
                    ?? "no alias of \(model.name) has moved yet")
        } else {
            console.table(
                ["when", "who", "action", "alias", "version", "gate result", "gates", "why"],
                entries.map {
                    [
                        $0.when, $0.who, $0.action.rawValue + ($0.isOverride ? ", override" : ""),
                        $0.alias ?? "–", "\($0.version)",
                        $0.gateResultDigest.map { String($0.description.prefix(12)) } ?? "–",
                        $0.gates.map(text) ?? "–", $0.why,
                    ]
                })
        }
        return .ok
    }

    private static func text(_ gates: GateSource) -> String {
        let place = gates.replaced == nil ? "" : ", not the pipeline's"
        return "\(gates.file) \(gates.digest.description.prefix(12))\(place)"
    }

    private static func show(
        _ alias: String, at time: String, _ model: ModelDirectory, _ arguments: ParsedArguments,
        _ console: Console
    ) throws -> ExitCode {
        let time = try Instant(time)
        let known = Set(try model.terms().map(\.alias))
        // Before the first promotion `production` named nothing, which is an answer; another name may be misspelt.
        guard known.contains(alias) || alias == "production" else {
            throw RegistryError.noSuchAlias(model: model.name, alias: alias, known: known.sorted())
        }
        let term = try model.term(of: alias, at: time)
        if arguments.flag("json") {
            try console.json(term)
        } else if let term {
            console.line("\(alias) of \(model.name) at \(time): version \(term.version)")
            console.line("digest  \(term.versionDigest)")
            console.line("since   \(term.since)\(term.until.map { ", until \($0)" } ?? "")")
            console.line("by      \(term.who), who decided to \(term.action.rawValue)")
            console.line("why     \(term.why)")
            let result = term.gateResultDigest.map { "\(ModelDirectory.place(ofGateResult: $0))" }
            console.line(
                "gates   \(result ?? "no result was kept")\(term.isOverride ? ", which was overridden" : "")")
        } else {
            console.line("\(alias) of \(model.name) at \(time): nothing")
        }
        return term == nil ? .failed : .ok
    }
}
