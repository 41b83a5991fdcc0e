import Personas
import Registry
import Terminal
import Workflow

/// `leadline personas map`: names for discovered groups, checked and published.
enum PersonasMap: Subcommand {
    static let specification = CommandSpecification(
        name: "map", summary: "check the file that names groups, and publish it with them as a version",
        positionals: [.init("taxonomy", help: "the YAML file that `personas discover --draft` began")],
        options: [
            .value(
                "discovery", placeholder: "FILE", default: "personas.json",
                help: "what `personas discover -o` wrote"),
            .value("publish", placeholder: "NAME", help: "publish a version of this name in the registry"),
            .value("alias", placeholder: "ALIAS", help: "with --publish: let this alias name the version"),
            .flag(
                "override",
                help:
                    "move the alias although a persona rests on a group that is not to be trusted, or is unfair"
            ),
            Common.why, Common.by, Common.registry, .json,
        ],
        discussion: """
            Without --publish nothing is written. A later revision must say what became of every persona of the newest version \
            (`formerly`, `retired`). An alias is moved where every persona rests on groups that bootstrap samples find again, none \
            has much more of a protected group than there is, and most later leads are like somebody. Exit code 1: it was not moved. 2: some group has no persona.
            """,
        examples: [
            CommandExample("leadline personas map personas.yaml", "check the file"),
            CommandExample(
                "leadline personas map personas.yaml --publish shoppers --alias production --why 'first names'",
                "publish and put in force"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let discovery = try PersonaDiscovery.load(arguments.text("discovery"))
        let mapped = MappedPersonas(
            discovery, try TaxonomyFile(file: arguments.text("taxonomy"), for: discovery))
        guard let name = arguments.optionalText("publish") else {
            try arguments.refuse(["alias", "override", "why", "by"], because: "without --publish")
            _ = try mapped.package(
                named: "personas", in: Registry(root: arguments.text("registry")))
            try tell(mapped, arguments, console)
            return mapped.queue.isEmpty ? .ok : .warned
        }
        if !arguments.isGiven("alias") { try arguments.refuse(["override"], because: "without --alias") }
        let registry = Registry(root: arguments.text("registry"))
        let (published, migration) = try mapped.publish(as: name, in: registry)
        try tell(mapped, arguments, console)
        let number = published.version
        console.line(
            published.isNew
                ? "\(name) version \(number) is published" : "\(name) version \(number) has it already")
        for move in migration?.moves ?? [] where move.change != .kept {
            console.line(
                "  \(move.persona): \(move.change.rawValue)\(move.becomes.isEmpty ? ": \(move.because ?? "")" : ": \(move.becomes.joined(separator: ", "))")"
            )
        }
        if let alias = arguments.optionalText("alias") {
            guard try promote(number, to: alias, of: registry.model(name), arguments, console) else {
                return .failed
            }
        }
        return mapped.queue.isEmpty ? .ok : .warned
    }

    private static func promote(
        _ version: Int, to alias: String, of directory: ModelDirectory, _ arguments: ParsedArguments,
        _ console: Console
    ) throws -> Bool {
        let isOverride = arguments.flag("override")
        var decision =
            try isOverride
            ? arguments.accountedDecision(of: "an override")
            : arguments.decision(defaultWhy: "the groups are stable")
        decision.isOverride = isOverride
        let personas = try StoredPersonas(directory, version: version)
        let gate = try PersonaGate(personas, for: alias, in: directory)
        do {
            let move = try gate.promote(in: directory, by: decision)
            let before = move.from.map { "version \($0)" } ?? "nothing"
            console.line(
                move.isNew
                    ? "\(alias) of \(directory.name) is now version \(version) (was \(before))"
                    : "\(alias) of \(directory.name) is version \(version) already")
            if isOverride { for finding in gate.findings { console.warn(finding) } }
            return true
        } catch WorkflowError.refused(let what, let remedy) {
            console.error(what, remedy: remedy)
        } catch {
            guard case .illegalMove? = error as? RegistryError else { throw error }
            console.error(describing: error)
        }
        return false
    }

    private static func tell(
        _ mapped: MappedPersonas, _ arguments: ParsedArguments, _ console: Console
    ) throws {
        if arguments.flag("json") {
            try console.json(mapped.taxonomy)
            return
        }
        PersonaSummary.show(mapped, console)
    }
}
