import Personas
import Registry
import Reports
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
        options: [
            .value("page", placeholder: "FILE", help: "write an HTML page with plots, for people"),
            Common.registry, .json,
        ],
        examples: [CommandExample("leadline personas show shoppers@production", "who is in force")])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let name = arguments.text("personas")
        let isFile = !name.hasPrefix("models:/") && (FileSystem.exists(name) || !name.contains("@"))
        if isFile {
            let discovery = try PersonaDiscovery.load(name)
            try arguments.write(
                Array(PersonaPage(PersonaPageContent(discovery)).render().utf8), to: "page")
            if arguments.flag("json") {
                try console.json(discovery)
            } else {
                PersonaSummary.show(discovery, console)
            }
            return .ok
        }
        let personas = try StoredPersonas(
            named: name, in: Registry(root: arguments.text("registry")))
        try arguments.write(
            Array(
                PersonaPage(
                    PersonaPageContent(personas.discovery, taxonomy: personas.package.model.taxonomy)
                ).render().utf8), to: "page")
        if arguments.flag("json") {
            try console.json(personas.package.model.taxonomy)
        } else {
            PersonaSummary.show(personas, console)
        }
        return .ok
    }
}
