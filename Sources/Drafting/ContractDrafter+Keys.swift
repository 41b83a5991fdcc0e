internal import Datasets

extension ContractDrafter {
    /// Adds a key column; false for any other.
    func addKey(_ column: ColumnProbe, to source: inout SourceDraft) -> Bool {
        func key(_ entity: String, purpose: String, known: String?, nulls: String?) -> FieldDraft {
            var extra = [(key: "namespace", value: Commented.scalar(entity))]
            if Name(entity).has(Hints.people) { extra.append((key: "personal", value: "true")) }
            if let nulls { extra.append((key: "nulls", value: nulls)) }
            return FieldDraft(column, type: "key", purpose: purpose, known: known, extra: extra)
        }
        if column.name == related.key?.name {
            switch source.role {
            case .activity:
                var field = FieldDraft(
                    column, type: "text", purpose: "identity", extra: [(key: "nulls", value: "refuse")])
                field.evidence = "every row has its own: the event's id"
                source.fields.append(field)
            default:
                var field = key(related.entity, purpose: "identity", known: nil, nulls: "refuse")
                field.evidence = "every row has its own: \(Figures.count(column.distinct))"
                source.fields.append(field)
            }
            return true
        }
        guard let link = related.links.first(where: { $0.column.name == column.name }) else { return false }
        let target = graph.tables[link.target]
        let evidence = "\(Figures.count(link.found, of: column.filled)) are found in \(target.table.source)"
        if case .activity(let subject) = source.role, subject == column.name {
            var field = key(target.entity, purpose: "identity", known: nil, nulls: "refuse")
            field.evidence = evidence
            source.fields.append(field)
        } else if index == unit.table, target.creation != nil {
            var field = key(target.entity, purpose: "feature", known: known(source), nulls: nil)
            field.evidence = evidence
            source.fields.append(field)
        } else {
            var field = FieldDraft(
                column, leftOut: "only links of the scored table are followed (\(evidence))")
            field.settings[0].value = "key"
            source.fields.append(field)
        }
        return true
    }
}
