import Datasets
import Features
import Terminal
import Workflow

/// `leadline features`: the frame that training sees, or one value's trace.
enum Features: Subcommand {
    static let specification = CommandSpecification(
        name: "features", summary: "write the frame of features, labels and slices, or trace one value",
        positionals: [Common.pipeline],
        options: [
            .value("output", short: "o", placeholder: "FILE", help: "a .parquet or .csv file"),
            .flag(
                "summary",
                help:
                    "what the features of everybody eligible are like at the calendar's cutoffs, without the frame"
            ),
            .value("trace", placeholder: "ID", help: "the entity whose value is traced to its events"),
            .value("feature", placeholder: "NAME", help: "the feature to trace"),
            .value(
                "state", placeholder: "ID", help: "the entity whose state is printed, for a fold that goes on"
            ),
            .value(
                "at", placeholder: "TIME",
                help: "ISO-8601 time of the traced question, or of the state's first"),
            .value(
                "under", placeholder: "DEFINITIONS",
                help:
                    "trace under other definitions: models:/name/3, a backfill's version folder or a pipeline file"
            ),
            .json,
        ] + Common.data,
        examples: [
            CommandExample(
                "leadline features datasets/cdnow/pipeline.yaml -o frame.parquet",
                "one row a case; docs/formats/frame.md has the schema"),
            CommandExample(
                "leadline features datasets/cdnow/pipeline.yaml --summary",
                "a line a feature, from a log of any size"),
            CommandExample(
                "leadline features datasets/cdnow/pipeline.yaml --trace 00001 --feature recency --at 1998-01-01T00:00:00Z",
                "the events behind one value"),
            CommandExample(
                "leadline features datasets/cdnow/pipeline.yaml --state 00001",
                "what a fold must remember; docs/formats/state.md has the format"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        try check(arguments)
        let pipeline = try arguments.pipeline()
        if arguments.flag("summary") {
            let steps = Steps(console)
            let outline = try FrameOutline(
                pipeline, workspace: arguments.dataWorkspace(), step: steps.step)
            steps.finish()
            try Summary.outline(outline, asJSON: arguments.flag("json"), console)
            return .ok
        }
        let room = try DataRoom(pipeline, workspace: arguments.dataWorkspace())
        if let id = arguments.optionalText("trace") {
            let under = try arguments.optionalText("under").map {
                try DefinedFeatures($0, workspace: arguments.workspace())
            }
            let trace = try room.trace(
                arguments.text("feature"), of: room.entity(id, tell: console.note),
                at: Instant(arguments.text("at")),
                under: under?.features)
            if let under { console.line("under version \(under.version) of \(under.reference)") }
            for line in TraceText.lines(trace) { console.line(line) }
            return .ok
        }
        if let id = arguments.optionalText("state") {
            let time = try arguments.optionalText("at").map { try Instant($0) }
            console.line(try room.state(of: room.entity(id, tell: console.note), from: time))
            return .ok
        }
        let path = arguments.text("output")
        let steps = Steps(console)
        steps.step("computing features")
        try Common.makeFolder(of: path)
        let written = try room.writeFrame(to: path)
        steps.finish()
        Summary.labels(written.data.labels, console)
        console.line("\(Figures.count(written.rows)) rows written to \(path)")
        return .ok
    }

    /// Refuses options that would be ignored, and to go on without those that are needed.
    private static func check(_ arguments: ParsedArguments) throws {
        func isThere(_ option: String) -> Bool {
            option == "summary" || option == "json"
                ? arguments.flag(option) : arguments.optionalText(option) != nil
        }
        let asked = ["output", "summary", "trace", "state"].filter(isThere)
        if asked.count > 1 {
            throw WorkflowError.unusable(
                what: asked.map { "--\($0)" }.joined(separator: " and ") + " ask for different things",
                remedy: "ask for one at a time")
        }
        if asked.isEmpty {
            throw WorkflowError.unusable(
                what: "nothing is asked for",
                remedy: "add -o frame.parquet, --summary, --trace ID or --state ID")
        }
        if isThere("trace"), !isThere("feature") || !isThere("at") {
            throw WorkflowError.unusable(
                what: "--trace needs the feature and the time",
                remedy: "add --feature NAME and --at 1998-01-01T00:00:00Z")
        }
        let owners = [
            ("json", ["summary"]), ("feature", ["trace"]), ("under", ["trace"]), ("at", ["trace", "state"]),
        ]
        for (option, owners) in owners where isThere(option) && !owners.contains(where: isThere) {
            throw WorkflowError.unusable(
                what: "--\(option) says nothing without "
                    + owners.map { "--\($0)" }.joined(separator: " or "),
                remedy: "leave --\(option) out, or add what it belongs to")
        }
    }
}
