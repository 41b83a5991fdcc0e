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
            .value(
                "pipeline", placeholder: "FILE",
                help: "of a version: assign the pipeline's leads, and count how many each part decides"),
            .value(
                "as-of", placeholder: "TIME",
                help:
                    "with --pipeline: ISO-8601 time of the question; just after the last recorded event unless given"
            ),
            .json,
        ] + Common.data,
        examples: [
            CommandExample("leadline personas show shoppers@production", "who is in force"),
            CommandExample(
                "leadline personas show shoppers@production --pipeline datasets/cdnow/pipeline.yaml --page personas.html",
                "a page of who is who, with how many leads each rule, group and flag has"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let name = arguments.text("personas")
        let isFile = !name.hasPrefix("models:/") && (FileSystem.exists(name) || !name.contains("@"))
        if !arguments.isGiven("pipeline") { try arguments.refuse(["as-of"], because: "without --pipeline") }
        if isFile {
            try arguments.refuse(["pipeline"], because: "with a discovery, which assigns nobody")
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
        let workspace = try arguments.dataWorkspace()
        let personas = try StoredPersonas(named: name, in: workspace.registry)
        let assignments = try arguments.optionalText("pipeline").map { file in
            try PersonaRoom(DataRoom(Pipeline(file: file), workspace: workspace), personas)
                .assignments(asOf: arguments.time("as-of"))
        }
        try arguments.write(
            Array(
                PersonaPage(
                    PersonaPageContent(
                        personas.discovery, taxonomy: personas.package.model.taxonomy,
                        assignments: assignments)
                ).render().utf8), to: "page")
        if arguments.flag("json") {
            try console.json(personas.package.model.taxonomy)
        } else {
            PersonaSummary.show(personas, console)
            if let assignments { PersonaSummary.show(assignments, of: personas, console) }
        }
        return .ok
    }
}
