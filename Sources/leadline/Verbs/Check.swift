import Datasets
import Terminal
import Workflow

/// `leadline check`: the contract against the data.
enum Check: Subcommand {
    static let specification = CommandSpecification(
        name: "check", summary: "hold the data against their contract: types, times, counts, slices",
        positionals: [Common.pipeline],
        options: [
            .json,
            .flag("profile", help: "tell what the events look like over time, and what is odd about them"),
            .flag("publish", help: "keep the contracts in contracts/: their versions never change again"),
        ]
            + Common.data,
        discussion: """
            Bad rows are put aside with source, line and reason in the working folder (quarantine.jsonl, mode 0600); \
            accepted + quarantined + duplicate = read. Exit code 3 when too many are bad, 2 when some are, 1 when a \
            contract breaks a published one. With --profile: exit code 2 when something is odd, 1 when a gate of \
            `quality` does not hold; the page with plots is reports/NAME/profile.html.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        for path in arguments.flag("publish") ? try pipeline.publishContracts() : [] {
            console.line("published \(path)")
        }
        let steps = Steps(console)
        steps.step("reading")
        let room = try DataRoom(pipeline, workspace: arguments.dataWorkspace(), step: steps.step)
        if arguments.flag("profile") { return try profile(room, steps, arguments, console) }
        steps.step("slicing")
        let data = try room.prepare()
        steps.finish()
        for text in room.repeatedRows + data.idleFeatures { console.warn(text) }
        let quarantined = data.sources.reduce(0) { $0 + $1.quarantined }
        if arguments.flag("json") {
            try console.json(data.sources)
        } else {
            console.heading(
                "\(pipeline.settings.data.description) [\(pipeline.settings.data.provenance.rawValue)]")
            Summary.sources(data.sources, console)
            Summary.contracts(try pipeline.contractReviews(), console)
            Summary.slices(data, console)
            Summary.labels(data.labels, console)
            for assumption in data.assumptions { console.line("assumed: \(assumption)") }
            for text in room.unknownTexts { console.warn(text) }
            for reason in room.quarantineReasons { console.warn(reason) }
            console.line(quarantined == 0 ? "the contract holds" : "\(quarantined) rows are quarantined")
        }
        return quarantined == 0 ? .ok : .warned
    }

    /// The profile of the events, as text or JSON, and as a page.
    private static func profile(
        _ room: DataRoom, _ steps: Steps, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        steps.step("profiling")
        let profile = try room.profile()
        let page = try room.writeProfile(profile, in: arguments.workspace())
        steps.finish()
        if arguments.flag("json") {
            try console.json(profile)
        } else {
            Summary.profile(profile, console)
            console.line("page  \(page)")
        }
        return switch profile.severity {
        case .fail: .failed
        case .warn: .warned
        default: .ok
        }
    }
}
