internal import Datasets

/// One kind of event of a source.
struct EventDraft {
    /// The kind, such as `session` or `lead.created`.
    let kind: String
    /// The key field of whom it happens to.
    let subject: String
    /// The field of the event's own id, or nil.
    var id: String?
    /// The field of when it occurred.
    let occurredAt: String
    /// The field of when it was recorded; nil assumes that it was when it occurred.
    var recordedAt: String?
    /// Fields that become attributes.
    var attributes: [String] = []
    /// A value that a field must have.
    var filter: (field: String, value: String)?
    /// What the event is for in the draft.
    let role: Role

    /// What an event is for.
    enum Role {
        /// A row came to be: the table's main event.
        case main
        /// Something else that happened to the row.
        case other
        /// The end of the story, good or bad: only says who is still open.
        case close
        /// What is predicted.
        case outcome
    }

    /// Writes the event as an item of a list.
    func write(to text: inout Commented, indent: Int) {
        text.line("- kind: \(Commented.scalar(kind))", indent: indent)
        text.line("subject: \(Commented.scalar(subject))", indent: indent + 2)
        if let id { text.line("id: \(Commented.scalar(id))", indent: indent + 2) }
        text.line("occurredAt: \(Commented.scalar(occurredAt))", indent: indent + 2)
        if let recordedAt {
            text.line("recordedAt: \(Commented.scalar(recordedAt))", indent: indent + 2)
        } else {
            text.line(
                "recordedAt: assumed occurredAt + 0d", indent: indent + 2,
                comment: "no column says when; add the delay with which rows arrive")
        }
        if !attributes.isEmpty {
            text.line("attributes: \(Commented.list(attributes))", indent: indent + 2)
        }
        if let filter {
            let value = Commented.quoted(filter.value)
            text.line("where: {\(Commented.scalar(filter.field)): \(value)}", indent: indent + 2)
        }
    }

    /// The kind of the event that a column of time stands for: `closed_at` of opportunities gives
    /// `opportunity.closed`, `session_timestamp` of sessions gives `session`.
    static func kind(_ column: ColumnProbe, entity: String, table: Name) -> String {
        let own = Set(Name(entity).words + table.words + Name(table.singular).words)
        let fillers: Set<String> = ["at", "on", "date", "time", "timestamp", "ts", "datetime", "utc", "day"]
        let forms = [
            "conversion": "converted", "convert": "converted", "creation": "created", "create": "created",
            "close": "closed", "start": "started", "end": "ended", "cancel": "cancelled",
            "signup": "signed-up",
        ]
        let verb = Name(column.name).words.filter { !own.contains($0) && !fillers.contains($0) }
            .map { forms[$0] ?? $0 }
        return ([entity] + (verb.isEmpty ? [] : [verb.joined(separator: "-")])).joined(separator: ".")
    }
}
