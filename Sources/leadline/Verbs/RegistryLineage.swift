import Datasets
import Features
import Registry
import Storage
import Terminal
import Workflow

/// `leadline registry lineage`.
enum RegistryLineage: Subcommand {
    static let specification = CommandSpecification(
        name: "lineage", summary: "what a version was made from, or which versions a file went into",
        positionals: [
            .init("reference", occurrence: .optional, help: RegistryVerbs.reference.help + "; or --source")
        ],
        options: [
            .value(
                "source", placeholder: "FILE",
                help:
                    "which versions were made from this file: its path, its name in the pipeline or its SHA-256"
            ),
            .value(
                "log", placeholder: "FILE",
                help: "with --source: a log of decisions, of which those are told that the versions gave"),
            .value(
                "output", short: "o", placeholder: "FILE",
                help: "with --log: write the decisions and leads to this file, .csv or .parquet"),
            Common.registry, .json,
        ],
        discussion: """
            Of a version: its data files with digests and rows, the versions it needs, what gates said, when which alias \
            named it. Of a file: every version made from it, whether as it is now or as it was, and when that was live; \
            with --log also which decisions about which leads they gave. Exit code 1 where there is none.
            """,
        examples: [
            CommandExample(
                "leadline registry lineage models:/repeat-purchase/3", "its sources, digests and gate results"
            ),
            CommandExample(
                "leadline registry lineage --source purchases.csv",
                "every version that these purchases went into, and when it was live"),
            CommandExample(
                "leadline registry lineage --source purchases.csv --log decisions.jsonl -o affected.csv",
                "whose scores rest on a file that turned out wrong"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        switch (arguments.optionalText("reference"), arguments.optionalText("source")) {
        case (let reference?, nil):
            try arguments.refuse(["log", "output"], because: "without --source")
            let (model, version) = try registry.resolve(ModelReference(reference))
            let origin = try VersionOrigin(version: version, of: model)
            if arguments.flag("json") { try console.json(origin) } else { show(origin, console) }
            return .ok
        case (nil, let file?):
            return try forward(file, registry, arguments, console)
        default:
            throw WorkflowError.unusable(
                what:
                    "a version or a file is asked for, and there is \(arguments.isGiven("source") ? "both" : "neither")",
                remedy: "name a version, such as models:/NAME/3, or a file with --source")
        }
    }

    private static func forward(
        _ file: String, _ registry: Registry, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        let now = FileSystem.exists(file) && !FileSystem.isDirectory(file) ? try Digest.file(file) : nil
        let origins = try VersionOrigin.versions(madeFrom: file, now: now, in: registry)
        if let log = arguments.optionalText("log") {
            return try show(SourceImpact(origins, log: DecisionLog(log)), arguments, console)
        }
        try arguments.refuse(["output"], because: "without --log")
        if arguments.flag("json") {
            try console.json(origins)
        } else if origins.isEmpty {
            console.line("no version was made from it")
        } else {
            console.table(
                ["version", "source", "rows", "sha256", "live as"],
                origins.flatMap { origin in
                    origin.sources.map {
                        [
                            "models:/\(origin.model)/\(origin.version)", "\($0.name) (\($0.file))",
                            Figures.count($0.read), digest($0.sha256, now), terms(origin),
                        ]
                    }
                }, alignments: [.left, .left, .right])
        }
        return origins.isEmpty ? .failed : .ok
    }

    private static func show(
        _ impact: SourceImpact, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        if let path = arguments.optionalText("output") {
            try Common.makeFolder(of: path)
            try TableFile().write(impact.table(), to: path, permissions: 0o600)
        }
        if arguments.flag("json") {
            try console.json(impact)
        } else if impact.versions.isEmpty {
            console.line("no version was made from it")
        } else {
            console.table(
                ["version", "live as", "decisions", "leads", "first answer", "last answer"],
                impact.versions.map {
                    [
                        "models:/\($0.origin.model)/\($0.origin.version)", terms($0.origin),
                        Figures.count($0.decisions), Figures.count($0.leads),
                        $0.first?.description ?? "–", $0.last?.description ?? "–",
                    ]
                }, alignments: [.left, .left, .right, .right])
            console.line(
                "\(Figures.count(impact.decisions.count)) decisions about \(Figures.count(impact.leadCount)) leads rest on it; "
                    + "\(Figures.count(impact.others)) of the log do not")
        }
        return impact.versions.isEmpty ? .failed : .ok
    }

    private static func show(_ origin: VersionOrigin, _ console: Console) {
        console.line("models:/\(origin.model)/\(origin.version)")
        console.line("digest  \(origin.digest)")
        console.line("recipe  \(origin.recipeDigest)")
        if let program = origin.program { console.line("made by \(program)") }
        for digest in origin.requires { console.line("needs   \(digest)") }
        console.table(
            ["source", "file", "read", "accepted", "quarantined", "duplicate", "sha256"],
            origin.sources.map {
                [
                    $0.name, $0.file, Figures.count($0.read), Figures.count($0.accepted),
                    Figures.count($0.quarantined), Figures.count($0.duplicate), $0.sha256.description,
                ]
            }, alignments: [.left, .left, .right, .right, .right, .right])
        console.table(
            ["slice", "from", "to", "rows", "positives"],
            origin.slices.map {
                [$0.name, $0.from, $0.to, Figures.count($0.rows), Figures.count($0.positives)]
            }, alignments: [.left, .left, .left, .right, .right])
        for judgement in origin.judgements {
            console.line(
                "\(ModelDirectory.place(ofGateResult: judgement.result)): "
                    + "\(judgement.accepted ? "may" : "may not") be \(judgement.alias)")
        }
        console.line("live as \(terms(origin))")
    }

    private static func digest(_ digest: Digest, _ now: Digest?) -> String {
        let text = String(digest.description.prefix(16))
        return now == nil ? text : text + (digest == now ? ", as it is now" : ", another content")
    }

    private static func terms(_ origin: VersionOrigin) -> String {
        let terms = origin.terms.map { "\($0.alias) \($0.since) to \($0.until ?? "now")" }
        return terms.isEmpty ? "nothing" : terms.joined(separator: "; ")
    }
}
