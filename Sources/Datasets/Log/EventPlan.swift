internal import Features

/// One event definition with its fields resolved to columns.
struct EventPlan {
    private let definition: EventDefinition
    private let rows: TypedRows
    private let subject: Int
    private let namespace: String
    private let id: Int?
    private let occurredAt: Int
    private let recordedAt: Int?
    private let delay: TimeSpan
    private let attributes: [(name: String, column: Int, namespace: String?)]
    private let conditions: [(column: Int, namespace: String?, value: FilterValue)]

    /// What a row yields.
    enum Yield {
        case none
        case fault(RowFault)
        case event(Event, hasOwnID: Bool)
    }

    /// - Precondition: the source's contract passed its check.
    init(_ definition: EventDefinition, rows: TypedRows, fields: [String: FieldDefinition]) {
        func column(_ name: String) -> Int {
            guard let index = rows.index(of: name) else {
                preconditionFailure("a checked contract has \(name)")
            }
            return index
        }
        self.definition = definition
        self.rows = rows
        subject = column(definition.subject)
        namespace = fields[definition.subject]?.namespace ?? ""
        id = definition.id.map(column)
        occurredAt = column(definition.occurredAt)
        switch definition.recording {
        case .field(let name):
            recordedAt = column(name)
            delay = TimeSpan(microseconds: 0)
        case .assumed(let span):
            recordedAt = nil
            delay = span
        case nil: preconditionFailure("a checked contract says when an event is recorded")
        }
        attributes = definition.attributeFields.sorted { $0.key < $1.key }.map { name, field in
            (name: name, column: column(field), namespace: fields[field]?.namespace)
        }
        conditions = (definition.where ?? [:]).sorted { $0.key < $1.key }.map { name, value in
            (column: column(name), namespace: fields[name]?.namespace, value: value)
        }
    }

    /// The event of a row, its id still empty unless the source gives one.
    func event(row: Int, source: String) -> Yield {
        for condition in conditions
        where !condition.value.matches(value(condition.column, row, condition.namespace)) { return .none }
        guard let occurred = rows.columns[occurredAt].int64s?[row] else { return .none }
        guard let key = rows.columns[subject].strings?[row] else {
            return .fault(RowFault(field: definition.subject, reason: "nothing where a key is expected"))
        }
        var recorded = occurred + delay.microseconds
        if let recordedAt {
            guard let time = rows.columns[recordedAt].int64s?[row] else {
                return .fault(
                    RowFault(
                        field: definition.recordedAt, reason: "nothing where a recorded time is expected"))
            }
            recorded = time
        }
        var own = ""
        if let id {
            guard let text = value(id, row, nil).flatMap(text) else {
                return .fault(
                    RowFault(field: definition.id, reason: "nothing where an event's id is expected"))
            }
            own = text
        }
        var values: [String: AttributeValue] = [:]
        for attribute in attributes {
            if let value = value(attribute.column, row, attribute.namespace) {
                values[attribute.name] = value
            }
        }
        let event = Event(
            id: own, source: source, kind: definition.kind, subject: EntityKey(namespace: namespace, id: key),
            channel: definition.channel ?? "", occurredAt: Instant(microseconds: occurred),
            recordedAt: Instant(microseconds: recorded), attributes: values)
        return .event(event, hasOwnID: id != nil)
    }

    private func value(_ column: Int, _ row: Int, _ namespace: String?) -> AttributeValue? {
        switch rows.columns[column] {
        case .texts(let values):
            values[row].map { text in
                namespace.map { .link(EntityKey(namespace: $0, id: text)) } ?? .text(text)
            }
        case .numbers(let values): values[row].map { .number($0) }
        case .flags(let values): values[row].map { .flag($0) }
        case .integers(let values), .instants(let values): values[row].map { .number(Double($0)) }
        }
    }

    private func text(_ value: AttributeValue) -> String? {
        switch value {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .link(let key): key.id
        }
    }
}
