import Personas
import Registry
import Storage
import Terminal
import Workflow

/// `leadline personas show`: what a version, or a discovery, says.
enum PersonasShow: Subcommand {
    static let specification = CommandSpecification(
        name: "show", summary: "show the personas of a version, or the groups of a discovery",
        positionals: [
            .init(
                "personas",
                help:
                    "a published version (NAME@production, NAME@3), or a file that `personas discover` wrote")
        ],
        options: [Common.registry, .json],
        examples: [CommandExample("leadline personas show shoppers@production", "who is in force")])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let name = arguments.text("personas")
        let isFile = !name.hasPrefix("models:/") && (FileSystem.exists(name) || !name.contains("@"))
        if isFile {
            let discovery = try PersonaDiscovery.read(name)
            if arguments.flag("json") {
                try console.json(discovery)
            } else {
                PersonaSummary.show(discovery, console)
            }
            return .ok
        }
        let personas = try StoredPersonas(
            named: name, in: Registry(root: arguments.text("registry")))
        if arguments.flag("json") {
            try console.json(personas.package.model.taxonomy)
        } else {
            PersonaSummary.show(personas, console)
        }
        return .ok
    }
}
