import Features
import Learning
import Personas
import Reports
import Storage
import Terminal
import Workflow

/// `leadline personas discover`: the groups that leads fall into.
enum PersonasDiscover: Subcommand {
    static let specification = CommandSpecification(
        name: "discover",
        summary: "find the groups that a pipeline's leads fall into, and say what each is like",
        positionals: [Common.pipeline],
        options: [
            .list(
                "input", placeholder: "FEATURE",
                help: "a feature to group by; the model's inputs unless given, protected ones left out"),
            .value(
                "k-range", placeholder: "A..B", default: "2..8",
                help: "the numbers of groups to try; the greatest silhouette among the stable ones is taken"),
            .flag("spherical", help: "compare directions: which features, not how much of them"),
            .value(
                "step", placeholder: "ATTRIBUTE",
                help: "the attribute of events that names a journey's steps; the kind of event unless given"),
            .value(
                "words", placeholder: "ATTRIBUTE",
                help: "the attribute of events that holds what people wrote, whose telling words are shown"),
            .value(
                "intent", placeholder: "FILE",
                help:
                    "a model that `leadline intent` wrote: tell what each group's leads want; needs --message"
            ),
            .value(
                "message", placeholder: "KIND", help: "with --intent: the kind of events that are messages"),
            .value(
                "message-attribute", placeholder: "ATTRIBUTE",
                help: "with --intent: the attribute that holds what was written; `text` unless given"),
            .value(
                "message-window", placeholder: "SPAN",
                help:
                    "with --intent: how far back the newest message may lie, such as 30d; any time unless given"
            ),
            .value(
                "uses-protected", placeholder: "REASON",
                help: "why a protected attribute is among --input; the page shows it"),
            .value("restarts", placeholder: "N", default: "4", help: "starts, of which the best is taken"),
            .value(
                "bootstraps", placeholder: "N", default: "50", help: "samples by which stability is judged"),
            .value(
                "draws", placeholder: "N", default: "99",
                help: "draws of leads without groups, by which it is judged whether there are any"),
            .value(
                "sample", placeholder: "LEADS", default: "2000",
                help: "leads that the silhouette looks at, and a bootstrap sample draws, at most"),
            .value("seed", placeholder: "N", default: "1", help: "of the random numbers"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .value(
                "output", short: "o", placeholder: "FILE", default: "personas.json",
                help: "the JSON file to write"),
            .value(
                "draft", placeholder: "FILE", help: "write a first taxonomy to a YAML file, to be edited"),
            .value("page", placeholder: "FILE", help: "write an HTML page with plots, for people"),
            .json,
        ] + Common.data,
        discussion: """
            docs/personas.md says how personas are found and how far to trust them. Each lead counts once, as known at its last cutoff of \
            the train slice. Exit code 2: leads without groups are as close to their centres, some group is not to be trusted, or made of what is no longer so among later leads.
            """,
        examples: [
            CommandExample(
                "leadline personas discover datasets/cdnow/pipeline.yaml --input frequency --input monetary --input velocity --k-range 3..6 -o personas.json --draft personas.yaml --page personas.html",
                "find groups, draft the file that names them, and write a page about them")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let settings = try settings(arguments)
        let intents = try arguments.optionalText("intent").map { try IntentDocument.read($0).model }
        let discoverer = try PersonaDiscoverer(
            pipeline, settings: settings, intents: intents,
            concurrency: try arguments.integer("threads", in: 1...1024))
        let steps = Steps(console)
        steps.step("reading the data")
        let room = try DataRoom(pipeline, workspace: workspace, step: steps.step)
        let discovery = try discoverer.discover(room, workspace: workspace, step: steps.step)
        steps.finish()
        try arguments.write(discovery)
        if arguments.isGiven("draft") {
            try arguments.write(Array(TaxonomyDraft(discovery).text.utf8), to: "draft")
        }
        if arguments.isGiven("page") {
            try arguments.write(Array(PersonaPage(PersonaPageContent(discovery)).render().utf8), to: "page")
        }
        if arguments.flag("json") {
            try console.json(discovery)
        } else {
            PersonaSummary.show(discovery, console)
            for name in ["output", "draft", "page"] {
                if let path = arguments.optionalText(name) { console.line("\(name): \(path)") }
            }
        }
        return discovery.isTrusted ? .ok : .warned
    }

    private static func settings(_ arguments: ParsedArguments) throws -> PersonaSettings {
        let bounds = arguments.text("k-range").split(separator: ".", omittingEmptySubsequences: true)
            .compactMap { Int($0) }
        guard bounds.count == 2, arguments.text("k-range") == "\(bounds[0])..\(bounds[1])" else {
            throw WorkflowError.unusable(
                what: "--k-range is not two ascending whole numbers", remedy: "write it as 2..8")
        }
        return PersonaSettings(
            inputs: arguments.isGiven("input") ? arguments.texts("input") : nil, least: bounds[0],
            most: bounds[1], isSpherical: arguments.flag("spherical"),
            samples: try arguments.integer("bootstraps", in: 1...10_000) ?? 50,
            draws: try arguments.integer("draws", in: 19...100_000) ?? 99,
            rowLimit: try arguments.integer("sample", in: 2...50_000) ?? 2_000,
            restarts: try arguments.integer("restarts", in: 1...10_000) ?? 4,
            seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1),
            step: arguments.optionalText("step"), text: arguments.optionalText("words"),
            intent: try question(arguments), usesProtected: arguments.optionalText("uses-protected"))
    }

    private static func question(_ arguments: ParsedArguments) throws -> IntentQuestion? {
        guard let model = arguments.optionalText("intent") else {
            try arguments.refuse(
                ["message", "message-attribute", "message-window"], because: "without --intent")
            return nil
        }
        guard let kind = arguments.optionalText("message") else {
            throw WorkflowError.unusable(
                what: "--intent: the kind of events that are messages is not told",
                remedy: "give --message KIND")
        }
        // A path is of one machine; the document has the model's digest.
        return IntentQuestion(
            model: FileSystem.name(of: model), event: kind,
            attribute: arguments.optionalText("message-attribute"),
            window: try arguments.optionalText("message-window").map { try TimeSpan($0) })
    }
}
