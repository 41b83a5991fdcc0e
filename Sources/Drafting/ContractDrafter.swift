internal import Datasets
internal import Evaluation

/// Drafts the fields and events of one source.
struct ContractDrafter {
    let graph: TableGraph
    let unit: UnitGuess
    let index: Int
    let check: LeakCheck

    var related: RelatedTable { graph.tables[index] }

    /// Fills in fields, events, attributes and suspects.
    func fill(_ source: inout SourceDraft) throws(DraftError) {
        for column in related.table.columns {
            if addKey(column, to: &source) { continue }
            if try addTime(column, to: &source) { continue }
            if column.name == unit.outcome.filter?.column.name, index == unit.outcome.table {
                var field = FieldDraft(column, type: "text", purpose: "filter", known: "afterOutcome")
                field.remark = "suspect: says how it ended; only chooses the events that count as the outcome"
                source.fields.append(field)
                source.suspects.append(column.name)
                continue
            }
            try addAttribute(column, to: &source)
        }
        let names = source.attributes.map(\.column.name)
        let links = index == unit.table ? related.links.map(\.column.name) : []
        if let main = source.events.firstIndex(where: { $0.role == .main }) {
            source.events[main].attributes = links.filter { link in source.keeps(link) } + names
        }
    }

    /// What a field of the source says of when it is known.
    func known(_ source: SourceDraft) -> String? { source.isSnapshot ? "atRecord" : nil }

    private func addAttribute(_ column: ColumnProbe, to source: inout SourceDraft) throws(DraftError) {
        if let reason = RowFields.leftOut(column) {
            source.fields.append(FieldDraft(column, leftOut: reason))
            return
        }
        if Name(column.name).isKey {
            source.fields.append(
                FieldDraft(
                    column, leftOut: "a key of a table that is not here; as a text it could be a feature"))
            return
        }
        let values = try related.table.values(of: column)
        var finding = check.finding(column, values: values, readsName: source.isSnapshot)
        if source.isSnapshot, Name(column.name).has(Hints.growingWords) {
            finding.reasons.append("a total goes on growing after the question is asked")
        }
        if finding.isSuspect {
            source.fields.append(FieldDraft(column, leftOut: finding.text))
            source.suspects.append(column.name)
            return
        }
        var field = FieldDraft(column, purpose: "feature", known: known(source))
        if let figure = finding.auroc?.value {
            field.evidence += "; AUROC \(Figures.thousandths(figure)) alone"
        }
        source.fields.append(field)
        let isNonNegative = values.doubles?.allSatisfy { ($0 ?? 0) >= 0 } ?? false
        source.attributes.append(SourceDraft.Attribute(column: column, isNonNegative: isNonNegative))
    }

}

extension SourceDraft {
    /// Whether a field is kept.
    func keeps(_ name: String) -> Bool { fields.contains { $0.name == name && $0.leftOut == nil } }
}
