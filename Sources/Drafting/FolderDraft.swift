internal import Datasets
internal import Features

/// Drafts the pipeline of a folder of tables that refer to each other.
struct FolderDraft {
    let zone: String
    let graph: TableGraph
    let unit: UnitGuess
    let sources: [SourceDraft]
    let cutoffs: CutoffGuess
    let features: FeatureList

    init(tables: [ProbedTable], path: String, zone: String) throws(DraftError) {
        self.zone = zone
        graph = try TableGraph(tables)
        guard let unit = try UnitGuess.find(in: graph) else { throw .noUnit(path: path) }
        self.unit = unit
        sources = try SourceDrafter(graph: graph, unit: unit).sources()
        var horizon = Int64.min
        for source in sources {
            for event in source.events {
                guard let column = source.related.table.probe[event.occurredAt] else { continue }
                let times = try source.related.table.values(of: column).int64s ?? []
                horizon = max(horizon, times.compactMap { $0 }.max() ?? horizon)
            }
        }
        cutoffs = try CutoffGuess(
            unit: unit, named: graph.tables[unit.table].table.baseName, horizon: horizon, isUTC: zone == "UTC"
        )
        features = FeatureList(sources: sources)
    }

    /// The pipeline file and what to check in it.
    func draft() -> PipelineDraft {
        var text = Commented()
        let entity = graph.tables[unit.table].entity
        text.comment(
            "Drafted by `leadline init` from \(graph.tables.count) tables. Every guess says what it rests on; correct "
                + "what is wrong, then run `leadline train`.")
        text.line("version: 1")
        text.line("name: \(Name(outcome).slug)", comment: "the model's name in the registry")
        text.line(
            "title: "
                + Commented.scalar(
                    "Will a \(entity) that is still open after \(cutoffs.after) days reach \(outcome) within "
                        + "\(cutoffs.window) days of its creation?"))
        text.line("data:")
        text.line("provenance: unknown", indent: 2, comment: "real, simulated or unknown: say which")
        let rows = graph.tables.reduce(0) { $0 + $1.table.probe.rowCount }
        text.line(
            "description: \(Commented.quoted("\(graph.tables.count) tables with \(Figures.count(rows)) rows"))",
            indent: 2)
        text.line(
            "zone: \(Commented.scalar(zone))", indent: 2,
            comment: "the time zone of days and of times without one")
        text.line("unit: \(Commented.scalar(entity))", comment: unitEvidence)
        text.gap()
        text.comment(
            "A column without a purpose, or not listed, is dropped. history: snapshot means that a change overwrites; "
                + "known: atRecord then claims that a value never changes after the row was created. Check each claim."
        )
        text.line("sources:")
        for source in sources { source.write(to: &text) }
        text.gap()
        writeQuestion(&text)
        text.line("features:")
        for feature in features.features { feature.write(to: &text) }
        text.gap()
        ClosingSections(
            inputs: features.features.map { (name: $0.name, transforms: $0.transforms) },
            rules: features.rules,
            capacity: cutoffs.test / 10, groups: features.groups
        ).write(to: &text)
        writeWaiver(&text)
        return PipelineDraft(yaml: text.text, notes: notes)
    }

    /// The kind of the event that is predicted.
    var outcome: String { kinds(.outcome).first ?? "outcome" }

    func kinds(_ role: EventDraft.Role) -> [String] {
        sources.flatMap(\.events).filter { $0.role == role }.map(\.kind)
    }

    private var unitEvidence: String {
        let column = unit.outcome.column.name
        let source = graph.tables[unit.outcome.table].table.source
        return "guessed: \(Figures.count(graph.linkCount(to: unit.table))) tables link to "
            + "\(graph.tables[unit.table].table.source), and \(source).\(column) tells an outcome of "
            + Figures.count(unit.rows.positives, of: unit.rows.count)
    }

    private var notes: [String] {
        var notes = [
            "unit: \(graph.tables[unit.table].entity) (\(unitEvidence))",
            "outcome: \(outcome) within \(cutoffs.window) days of creation (\(cutoffs.windowEvidence))",
            "asked \(cutoffs.after) days after creation (\(cutoffs.afterEvidence))",
        ]
        let suspects = sources.flatMap { source in source.suspects.map { "\(source.name).\($0)" } }
        if !suspects.isEmpty {
            notes.append("suspects of knowing the outcome, kept out: \(suspects.joined(separator: ", "))")
        }
        let leftOut = sources.compactMap { source in
            if case .leftOut = source.role { source.name } else { nil }
        }
        if !leftOut.isEmpty { notes.append("tables left out: \(leftOut.joined(separator: ", "))") }
        if needsWaiver { notes.append("the export is short: see the end of the file for overlapping labels") }
        notes.append("data.provenance is yours to fill in")
        return notes
    }
}
