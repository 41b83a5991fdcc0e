internal import Datasets

/// One table of a folder as a source.
struct SourceDraft {
    /// The table.
    let related: RelatedTable
    /// What it is to the scored rows.
    let role: SourceRole
    /// Whether its rows are overwritten in place.
    let isSnapshot: Bool
    /// What `isSnapshot` rests on.
    let historyEvidence: String
    /// The contract in the file's order.
    var fields: [FieldDraft] = []
    /// The events.
    var events: [EventDraft] = []
    /// Columns that may become features, with whether they are numbers and never negative.
    var attributes: [Attribute] = []
    /// Columns that seem to know the outcome.
    var suspects: [String] = []
    /// The most rows that one scored row has; 0 where it does not matter.
    var mostRows = 0

    /// A column that may become a feature.
    struct Attribute {
        /// The column.
        let column: ColumnProbe
        /// Whether no number is below zero.
        let isNonNegative: Bool

        /// Whether the column holds numbers.
        var isNumber: Bool { column.kind == .integer || column.kind == .number }
    }

    /// The source's name.
    var name: String { related.table.source }

    /// Writes the source, or why it is left out.
    func write(to text: inout Commented) {
        let table = related.table
        if case .leftOut(let reason) = role {
            text.comment("\(table.baseName) (\(table.formatEvidence)) is left out: \(reason)", indent: 2)
            return
        }
        text.line("\(Commented.scalar(name)):", indent: 2)
        text.line("version: 1", indent: 4)
        text.line("file: \(Commented.quoted(table.file))", indent: 4, comment: table.formatEvidence)
        text.line("format: \(table.format)", indent: 4)
        text.line("history: \(isSnapshot ? "snapshot" : "full")", indent: 4, comment: historyEvidence)
        text.line("fields:", indent: 4)
        for field in fields { field.write(to: &text, indent: 6) }
        text.line("events:", indent: 4)
        for event in events { event.write(to: &text, indent: 6) }
    }
}
