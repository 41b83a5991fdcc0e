import Datasets
import Features
import Personas
import Registry
import Storage
import Terminal
import Workflow

/// `leadline personas follow`: who leads become, event by event.
enum PersonasFollow: Subcommand {
    static let specification = CommandSpecification(
        name: "follow", summary: "read events as they come, and say at each whose persona it changed",
        positionals: [PersonasVerbs.model, Common.pipeline],
        options: [
            .value(
                "events", placeholder: "FILE", default: "-",
                help: "the events as JSON lines, each an envelope; - reads standard input to its end"),
            .flag("from-nothing", help: "begin with nobody known, not with the pipeline's own events"),
            .value(
                "as-of", placeholder: "TIME",
                help: "at the end bring everybody to this ISO-8601 time, as `personas assign` answers then"),
            .value(
                "output", short: "o", placeholder: "FILE",
                help: "at the end write all assignments to a .csv or .parquet file"),
            .value(
                "keep", placeholder: "DIR",
                help: "at the end put the assignments in force in this folder, and keep the lines beside them"
            ),
            .value(
                "within", placeholder: "MICROSECONDS",
                help: "exit with 2 where fewer than 99 in 100 events are in the profiles within this time"),
            .value(
                "hold", placeholder: "MB", default: "1000",
                help: "megabytes of new events, and of changes to be kept, held at most"),
            .flag("with-ids", help: "name leads by their ids, not by pseudonyms"),
            Common.why, Common.by,
        ] + Common.data,
        discussion: """
            Writes a JSON line for each lead that an event made somebody else, or that wants something else or raises other flags since (docs/formats/personas.md): an event is in the profile before \
            the next is read. One that comes late is put in its place, one that comes again counts once. A lead stays as of its last event until --as-of, -o or --keep \
            brings everybody to one time: the one given, or just after the newest event.
            """,
        examples: [
            CommandExample(
                "leadline personas follow shoppers@production datasets/cdnow/pipeline.yaml --events new.jsonl --keep assignments",
                "take new events in, tell who changed, and put the outcome in force")
        ])

    /// Bytes of a line at most.
    private static let lineLimit = 1 << 20

    /// How far the clock of whoever records may be ahead.
    private static let aheadAtMost = TimeSpan(microseconds: 60_000_000)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let personas = try StoredPersonas(named: arguments.text("personas"), in: workspace.registry)
        let limit = (try arguments.integer("hold", in: 1...1_000_000) ?? 1000) * 1_000_000
        let asOf = try arguments.time("as-of")
        let within = try arguments.integer("within", in: 1...600_000_000)
        if !arguments.isGiven("keep") { try arguments.refuse(["why", "by"], because: "without --keep") }
        let path = arguments.text("events")
        var lines =
            try path == "-" ? LineReader(standardInputTo: lineLimit) : LineReader(path, limit: lineLimit)
        let isFromNothing = arguments.flag("from-nothing")
        if isFromNothing { try arguments.refuse(["fresh", "memory"], because: "with --from-nothing") }
        var profiles =
            isFromNothing
            ? try LivingProfiles(
                withoutEventsOf: pipeline, personas, in: workspace.registry, limit: limit)
            : try LivingProfiles(DataRoom(pipeline, workspace: workspace), personas, limit: limit)
        let key = arguments.flag("with-ids") ? nil : try workspace.pseudonyms()
        let isKept = arguments.isGiven("keep")
        var kept: [UInt8] = []
        func tell(_ changes: [LivingProfiles.Change], _ event: (time: Instant, line: Int)?) throws {
            for change in changes {
                let id = change.entity.description
                let line = PersonaChangeLine(change, lead: key?.pseudonym(id) ?? id, event: event)
                try console.json(line)
                guard isKept else { continue }
                kept += try CanonicalJSON.encode(line)
                guard kept.count <= limit else {
                    throw WorkflowError.unusable(
                        what: "the changes take more than \(Figures.count(limit / 1_000_000)) MB",
                        remedy: "raise --hold, or follow fewer events at a time")
                }
            }
        }
        let clock = ContinuousClock()
        var timings = EventTimings(asked: within)
        var byTime = 0
        var (repeated, changed) = (0, 0)
        // What is put in force, or written, is of all events, whoever stops to read.
        let isWhole = isKept || arguments.isGiven("output")
        while isWhole || console.isRead, let line = try lines.next() {
            if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            let begin = clock.now
            let place = "\(path == "-" ? "standard input" : path):\(lines.number)"
            let event = try CanonicalJSON.decode(Event.self, from: line.bytes, file: place)
            let latest = max(Clock.instant + aheadAtMost, asOf ?? .earliest)
            let changes: [LivingProfiles.Change]?
            do {
                changes = try profiles.take(event, bytes: line.bytes.count, latest: latest)
            } catch WorkflowError.unusable(let what, let remedy) {
                throw WorkflowError.unusable(what: "\(place): \(what)", remedy: remedy)
            }
            timings.add(clock.now - begin)
            if changes == nil { repeated += 1 }
            changed += changes?.count ?? 0
            try tell(changes ?? [], (event.occurredAt, lines.number))
        }
        if asOf != nil || arguments.isGiven("output") || arguments.isGiven("keep") {
            let (assignments, changes) = try profiles.settle(asOf: asOf)
            try tell(changes, nil)
            byTime = changes.count
            if let path = arguments.optionalText("output") {
                try Common.makeFolder(of: path)
                try TableFile().write(
                    assignments.table(version: personas.version), to: path, permissions: 0o600)
            }
            if let folder = arguments.optionalText("keep") {
                let run = try PersonaLedger(root: folder).keep(
                    assignments, by: personas, in: workspace.registry, lines: kept,
                    decision: arguments.decision(defaultWhy: "followed"))
                console.note(
                    run.isNew
                        ? "run \(run.entry.run) is in force"
                        : "run \(run.entry.run) is in force and has the same assignments")
            }
        }
        console.note(
            "\(Figures.count(timings.count)) events, \(Figures.count(repeated)) of them given before, made \(Figures.count(changed)) changes by \(personas.package.name) version \(personas.version)\(byTime > 0 ? ", and time alone made \(Figures.count(byTime))" : "")"
                + (timings.count > 0
                    ? "; half took up to \(timings.within(0.5)) each, 99 in 100 up to \(timings.within(0.99))"
                    : ""))
        guard let within, !timings.keepsItsWord else { return .ok }
        console.warn(
            "\(Figures.count(timings.kept)) of \(Figures.count(timings.count)) events were in the profiles within \(Figures.count(within)) µs, and 99 in 100 were asked for"
        )
        return .warned
    }
}
