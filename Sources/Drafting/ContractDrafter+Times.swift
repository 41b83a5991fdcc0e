internal import Datasets

extension ContractDrafter {
    /// Adds a column of time with its event; false for any other.
    func addTime(_ column: ColumnProbe, to source: inout SourceDraft) throws(DraftError) -> Bool {
        guard column.kind == .date || column.kind == .instant else { return false }
        let name = Name(column.name)
        let isComplete = column.filled == related.table.probe.rowCount
        let isOutcome = index == unit.outcome.table && column.name == unit.outcome.column.name
        let isMain = column.name == related.creation?.name
        let isClose = !isMain && (name.has(Hints.closeWords) || name.has(Hints.successWords))
        let nulls = isComplete ? [(key: "nulls", value: "refuse")] : []
        if column.name == related.recording?.name {
            source.fields.append(FieldDraft(column, purpose: "time", extra: nulls))
            return true
        }
        if column.filled == 0 || name.has(Hints.updateWords) {
            let reason = column.filled == 0 ? "empty in every row" : "a time that is overwritten"
            source.fields.append(FieldDraft(column, leftOut: reason))
            return true
        }
        let entity = index == unit.table || isDimension(source) ? related.entity : related.table.name.singular
        var kind = EventDraft.kind(column, entity: entity, table: related.table.name)
        // A scored row has come to be, whatever the column is called.
        if kind == entity, !isActivity(source) { kind += ".created" }
        var role: EventDraft.Role = isMain ? .main : isClose ? .close : .other
        if isOutcome, unit.outcome.filter == nil { role = .outcome }
        if source.events.contains(where: { $0.kind == kind }) {
            source.fields.append(FieldDraft(column, leftOut: "another column gives the same event"))
            return true
        }
        source.events.append(event(kind, column, role: role, in: source))
        if isOutcome, let filter = unit.outcome.filter {
            var won = event(entity + ".won", column, role: .outcome, in: source)
            won.filter = (field: filter.column.name, value: filter.value)
            source.events.append(won)
        }
        if role == .close || role == .outcome, !isMain {
            var field = FieldDraft(column, purpose: "label", known: "afterOutcome", extra: nulls)
            let use = role == .outcome ? "it is the outcome" : "it only says who is still open"
            let finding = check.finding(column, values: try related.table.values(of: column), readsName: true)
            field.remark = (finding.isSuspect ? finding.text : "suspect: tells the end") + "; " + use
            source.fields.append(field)
            source.suspects.append(column.name)
        } else {
            source.fields.append(FieldDraft(column, purpose: "time", known: known(source), extra: nulls))
        }
        return true
    }

    private func event(
        _ kind: String, _ column: ColumnProbe, role: EventDraft.Role, in source: SourceDraft
    ) -> EventDraft {
        var subject = related.key?.name ?? ""
        if case .activity(let link) = source.role { subject = link }
        var event = EventDraft(kind: kind, subject: subject, occurredAt: column.name, role: role)
        if isActivity(source), role == .main { event.id = related.key?.name }
        event.recordedAt = related.recording?.name
        return event
    }

    private func isActivity(_ source: SourceDraft) -> Bool {
        if case .activity = source.role { true } else { false }
    }

    private func isDimension(_ source: SourceDraft) -> Bool {
        if case .dimension = source.role { true } else { false }
    }
}
