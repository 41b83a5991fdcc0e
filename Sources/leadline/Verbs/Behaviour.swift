import Datasets
import Features
import Learning
import Registry
import Scoring
import Storage
import Terminal
import Workflow

/// `leadline behaviour`: vectors of what leads, or the people of accounts, do.
enum Behaviour: Subcommand {
    /// The options that say how to learn.
    private static let learning: [OptionSpecification] = [
        .value(
            "dimensions", placeholder: "N", default: "16",
            help: "numbers a vector; fewer where there are not so many kinds"),
        .value(
            "window", placeholder: "N", default: "5", help: "events to either side that an event stands near"),
        .value(
            "within", placeholder: "SPAN",
            help: "how far apart they may be, such as 7d; any time unless given"),
        .value(
            "attribute", placeholder: "NAME",
            help: "the attribute whose value tells events of one kind apart, such as page"),
        .value("kinds", placeholder: "KIND,KIND", help: "the kinds of events that count; all unless given"),
        .value(
            "half-life", placeholder: "SPAN",
            help: "the time in which an event comes to count half, such as 30d; age says nothing unless given"
        ),
        .value(
            "minimum-entities", placeholder: "N", default: "5",
            help: "entities that must have a kind of event, or a value"),
        .value(
            "smoothing", placeholder: "X", default: "0.1",
            help: "a of the weight a / (a + p) of what has the share p of all events"),
        .value(
            "until", placeholder: "TIME",
            help:
                "leave out cutoffs of the train slice after this one; needed where a backtest begins earlier"),
        .value("seed", placeholder: "N", default: "1", help: "of the random start"),
    ]

    static let specification = CommandSpecification(
        name: "behaviour", summary: "turn what leads do into vectors",
        positionals: [Common.pipeline],
        options: learning + [
            .value(
                "model", placeholder: "MODEL",
                help: "learn nothing: make vectors by a published version, NAME@3 or NAME@latest"),
            .value("publish", placeholder: "NAME", help: "publish a version of this name in the registry"),
            .value(
                "vectors", placeholder: "FILE",
                help: "the .parquet or .csv file to write the vectors of everybody eligible to, by pseudonym"),
            .list(
                "cutoff", placeholder: "TIME",
                help: "of these vectors; all of the pipeline's calendar unless given"),
            .value(
                "accounts-by", placeholder: "LINK",
                help: "vectors of the accounts that this link leads to, from what their people do"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .json,
        ] + Common.data,
        discussion: """
            Learns from the train slice alone, each event by what was recorded then. docs/behaviour.md says how, and how features go \
            by it.
            """,
        examples: [
            CommandExample(
                "leadline behaviour pipeline.yaml --half-life 30d --publish behaviour",
                "learn from the train slice, and publish a version"),
            CommandExample(
                "leadline behaviour pipeline.yaml --model behaviour@1 --vectors vectors.parquet",
                "vectors of everybody eligible at the calendar's cutoffs"),
            CommandExample(
                "leadline behaviour pipeline.yaml --model behaviour@1 --accounts-by account --vectors accounts.csv",
                "vectors of accounts"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let threads = try arguments.integer("threads", in: 1...1024)
        if !arguments.isGiven("vectors") {
            try arguments.refuse(["cutoff", "accounts-by"], because: "without --vectors")
        }
        let workspace = try arguments.dataWorkspace()
        let steps = Steps(console)
        let asJSON = arguments.flag("json")
        if let model = arguments.optionalText("model") {
            try arguments.refuse(
                learning.map(\.name) + ["publish"], because: "with --model, which learns nothing")
            _ = try arguments.destination("vectors", "FILE", of: "--model turns what was done into vectors")
            let stored = try StoredBehaviour(named: model, in: workspace.registry)
            let room = try DataRoom(
                arguments.pipeline(), workspace: workspace, computesFeatures: false, step: steps.step)
            let cutoffs = try cutoffs(arguments, of: room)
            let written = try write(stored.package.vectors, room, workspace, cutoffs, arguments, steps)
            steps.finish()
            try BehaviourSummary(stored, written).tell(console, asJSON: asJSON)
            return .ok
        }
        let configuration = try configuration(arguments)
        let until = try arguments.optionalText("until").map { try Instant($0) }
        let room = try DataRoom(
            arguments.pipeline(), workspace: workspace, computesFeatures: false, step: steps.step)
        let cutoffs = try cutoffs(arguments, of: room)
        steps.step("learning from the train slice")
        let learned = try LearnedBehaviour(room, configuration, until: until, concurrency: threads)
        // First, so that no vectors are written of an embedder that is not the one of that name.
        let published = try arguments.optionalText("publish").map {
            try learned.publish(as: $0, program: Main.program)
        }
        let written = try write(learned.package.vectors, room, workspace, cutoffs, arguments, steps)
        steps.finish()
        try BehaviourSummary(learned, published, written).tell(console, asJSON: asJSON)
        return .ok
    }

    private static func configuration(
        _ arguments: ParsedArguments
    ) throws -> BehaviourVectorizing.Configuration {
        func span(_ option: String) throws -> TimeSpan? {
            try arguments.optionalText(option).map { try TimeSpan($0) }
        }
        let limit = 1 << 30
        return .init(
            dimensions: try arguments.integer("dimensions", in: 1...EventVectors.mostDimensions) ?? 16,
            window: try arguments.integer("window", in: 1...1_000) ?? 5, within: try span("within"),
            attribute: arguments.optionalText("attribute"),
            kinds: (arguments.optionalText("kinds") ?? "").split(separator: ",").map(String.init),
            halfLife: try span("half-life"),
            minimumEntities: try arguments.integer("minimum-entities", in: 1...limit) ?? 5,
            smoothing: try arguments.number("smoothing") ?? 0.1,
            seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1))
    }

    /// The cutoffs of the vectors that are asked for, told before anything is learned or published; none where none are.
    private static func cutoffs(_ arguments: ParsedArguments, of room: DataRoom) throws -> [Instant] {
        guard arguments.isGiven("vectors") else { return [] }
        let cutoffs = try arguments.texts("cutoff").map { try Instant($0) }
        return cutoffs.isEmpty ? try room.calendarCutoffs() : cutoffs
    }

    /// Writes vectors where the arguments ask for them.
    private static func write(
        _ vectors: EventVectors, _ room: DataRoom, _ workspace: Workspace, _ cutoffs: [Instant],
        _ arguments: ParsedArguments, _ steps: Steps
    ) throws -> BehaviourFrame? {
        guard let path = arguments.optionalText("vectors") else { return nil }
        steps.step("computing vectors")
        let frame = try BehaviourFrame(
            room, by: vectors, cutoffs: cutoffs,
            accountsBy: arguments.optionalText("accounts-by"), workspace: workspace)
        try Common.makeFolder(of: path)
        try TableFile().write(frame.table, to: path)
        return frame
    }
}
