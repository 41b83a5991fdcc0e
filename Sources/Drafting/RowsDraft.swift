internal import Datasets

/// Drafts the pipeline of one file of rows with a label.
struct RowsDraft {
    let table: ProbedTable
    let zone: String
    let label: LabelGuess
    let order: OrderGuess
    let fields: RowFields
    let slices: RowSlices

    init(table: ProbedTable, zone: String) throws(DraftError) {
        self.table = table
        self.zone = zone
        guard let label = try LabelGuess.find(in: table) else { throw .noLabel(file: table.baseName) }
        self.label = label
        order = OrderGuess(table: table, label: label)
        fields = try RowFields(table: table, label: label, order: order)
        slices = try RowSlices(table: table, label: label, order: order)
    }

    /// The pipeline file and what to check in it.
    func draft() -> PipelineDraft {
        var text = Commented()
        text.comment(
            "Drafted by `leadline init` from \(table.baseName). Every guess says what it rests on; correct what is "
                + "wrong, then run `leadline train`.")
        text.line("version: 1")
        text.line("name: \(Commented.scalar(name))", comment: "the model's name in the registry")
        text.line(
            "title: \(Commented.scalar("Will a row of \(table.title) turn out positive?"))",
            comment: "write the question in words")
        text.line("data:")
        text.line("provenance: unknown", indent: 2, comment: "real, simulated or unknown: say which")
        text.line(
            "description: \(Commented.quoted("\(Figures.count(table.probe.rowCount)) rows of \(table.baseName)"))",
            indent: 2)
        text.line(
            "zone: \(Commented.scalar(zone))", indent: 2,
            comment: "the time zone of days and of times without one")
        text.line("unit: \(unit)", comment: "guessed: what a row stands for")
        text.gap()
        tableSection(&text)
        ClosingSections(
            inputs: nil, rules: fields.rules, capacity: slices.test / 10, groups: fields.groups
        ).write(to: &text)
        return PipelineDraft(yaml: text.text, notes: notes)
    }

    private func tableSection(_ text: inout Commented) {
        text.line("table:")
        text.line("version: 1", indent: 2)
        text.line("file: \(Commented.quoted(table.file))", indent: 2, comment: table.formatEvidence)
        text.line("format: \(table.format)", indent: 2)
        let unlabelled = table.probe.rowCount - label.rows.count
        if unlabelled > 0 {
            let name = label.column.name.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"")
            let select = "SELECT * FROM input WHERE nullif(CAST(\"\(name)\" AS VARCHAR), '') IS NOT NULL"
            text.line(
                "select: \(Commented.quoted(select))", indent: 2,
                comment: "\(Figures.count(unlabelled)) rows have no label")
        }
        text.comment(order.evidence, indent: 2)
        let column = order.column.map { "{asOf: \(Commented.scalar($0.name))}" }
        text.line("order: \(column ?? "rows")", indent: 2)
        text.comment(label.evidence, indent: 2)
        text.line(
            "label: {field: \(Commented.quoted(label.column.name)), positive: \(Commented.quoted(label.positive))}",
            indent: 2)
        text.comment(
            "A field without a purpose is dropped. known: asOf means known at the row's time; afterOutcome keeps a "
                + "field out of the model. A suspect that was in fact known may get known: asOf: the audit will "
                + "hold it against its figures.", indent: 2)
        text.line("fields:", indent: 2)
        for field in fields.fields { field.write(to: &text, indent: 4) }
        text.comment(slices.evidence, indent: 2)
        text.line("slices: {train: 0.6, calibrate: 0.15, test: 0.25}", indent: 2)
        text.gap()
    }

    private var name: String {
        let slug = String(table.name.slug.prefix(64))
        return slug.isEmpty ? "model" : slug
    }

    private var unit: String {
        let keys = table.columns.filter { $0.isNearlyUnique }
        return keys.lazy.compactMap { Name($0.name).keyed }.first ?? "row"
    }

    private var notes: [String] {
        var notes = ["label: \(label.column.name) (\(label.evidence))"]
        notes.append("order of time: \(order.column?.name ?? "the file's order") (\(order.evidence))")
        let suspects = fields.suspects
        if !suspects.isEmpty {
            notes.append("suspects of knowing the outcome, kept out: \(suspects.joined(separator: ", "))")
        }
        if let drift = slices.drift { notes.append(drift) }
        notes.append("data.provenance and title are yours to fill in")
        return notes
    }
}
