internal import Features

/// One event definition as SQL over the columns of staged rows.
struct EventStatement {
    /// The definition.
    let definition: EventDefinition
    /// Its place among the contract's events.
    let index: Int
    /// The column of the subject's key.
    let subject: Int
    /// The subject's namespace.
    let namespace: String
    /// The attributes by name.
    let attributes: [Attribute]
    private let id: Int?
    private let occurredAt: Int
    private let recordedAt: Int?
    private let delay: TimeSpan
    private let conditions: [(column: Int, type: FieldDefinition.Kind, value: FilterValue)]

    /// An attribute and the column it comes from.
    struct Attribute {
        var name: String
        var type: AttributeType
        var column: Int
        /// For links, the namespace of what is linked to.
        var namespace: String?
        /// Whether the value is to be kept apart; a link never is, since it is stored as a code.
        var isPersonal: Bool
    }

    /// - Parameter isPersonal: whether a field is, in this event.
    /// - Precondition: the source's contract passed its check.
    init(
        _ definition: EventDefinition, index: Int, fields: [(name: String, field: FieldDefinition)],
        isPersonal: (String) -> Bool
    ) {
        func column(_ name: String) -> Int {
            guard let index = fields.firstIndex(where: { $0.name == name }) else {
                preconditionFailure("a checked contract has \(name)")
            }
            return index
        }
        self.definition = definition
        self.index = index
        subject = column(definition.subject)
        namespace = fields[subject].field.namespace ?? ""
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
        attributes = definition.attributeFields.sorted { $0.key < $1.key }.map { name, fieldName in
            let column = column(fieldName)
            let field = fields[column].field
            return Attribute(
                name: name, type: AttributeType(field.type), column: column, namespace: field.namespace,
                isPersonal: field.type != .key && isPersonal(fieldName))
        }
        conditions = (definition.where ?? [:]).sorted { $0.key < $1.key }.map { name, value in
            let column = column(name)
            return (column: column, type: fields[column].field.type, value: value)
        }
    }

    /// SQL for whether a row yields the event, never NULL; `name` gives a column's.
    func yields(_ name: (Int) -> String) -> String {
        let matches = conditions.map { condition in
            "coalesce(\(condition.value.equals(name(condition.column), of: condition.type)), false)"
        }
        return (matches + ["\(name(occurredAt)) IS NOT NULL"]).joined(separator: " AND ")
    }

    /// What a row that yields the event must have: conditions over `ContractStatement.value` and fault codes.
    var rules: [(condition: String, code: String)] {
        let isYielding = yields(ContractStatement.value)
        let needed: [(Int?, FaultCode.Rule)] = [
            (subject, .noKey), (recordedAt, .noRecordedTime), (id, .noIdentifier),
        ]
        var rules = needed.compactMap { column, rule in
            column.map { column in
                (
                    condition: "\(ContractStatement.value(column)) IS NULL AND \(isYielding)",
                    code: FaultCode.sql(rule, field: column)
                )
            }
        }
        if recordedAt == nil, delay.microseconds > 0 {
            let last = Instant.latest.microseconds - delay.microseconds
            rules.append(
                (
                    condition: "\(ContractStatement.value(occurredAt)) > \(last) AND \(isYielding)",
                    code: FaultCode.sql(.outsideYears, field: occurredAt)
                ))
        }
        return rules
    }

    /// SQL for when it happened, in microseconds.
    var occurred: String { ContractStatement.column(occurredAt) }

    /// SQL for when it was recorded, in microseconds.
    var recorded: String {
        recordedAt.map(ContractStatement.column)
            ?? (delay.microseconds == 0 ? occurred : "\(occurred) + \(delay.microseconds)")
    }

    /// SQL for the source's own id of the event; nil where it gives none.
    var ownID: String? { id.map { "CAST(\(ContractStatement.column($0)) AS VARCHAR)" } }

    /// SQL for all that the event says without its id, as one text.
    ///
    /// Lengths keep the parts apart, whatever characters they hold; a value that is not there leaves no trace.
    var payload: String {
        func part(_ name: String, _ value: String) -> String {
            let text = "CAST(\(value) AS VARCHAR)"
            return "coalesce(\(name.sqlLiteral) || strlen(\(text)) || ':' || \(text), '')"
        }
        let fixed = [namespace, definition.channel ?? ""].map { "\($0.utf8.count):\($0)" }.joined()
        let parts =
            [fixed.sqlLiteral, part(",", ContractStatement.column(subject)), part(",", occurred)]
            + [part(",", recorded)]
            + attributes.map { attribute in
                let prefix = "\(attribute.name.utf8.count):\(attribute.name)\(attribute.type.rawValue)"
                return part(
                    ",\(prefix)\(attribute.namespace ?? "")=", ContractStatement.column(attribute.column))
            }
        return parts.joined(separator: " || ")
    }
}

extension FilterValue {
    /// SQL for whether a column has this value, perhaps NULL; a key has the value of its id.
    fileprivate func equals(_ column: String, of type: FieldDefinition.Kind) -> String {
        switch (self, type) {
        case (.flag(let flag), .boolean): "\(column) = \(flag)"
        case (.number(let number), .number), (.number(let number), .integer):
            "\(column) = \(FieldDefinition.literal(number))"
        case (.text(let text), .text), (.text(let text), .key): "\(column) = \(text.sqlLiteral)"
        // A text such as 4 is read as a number from YAML.
        case (.number(let number), .text):
            "TRY_CAST(\(column) AS DOUBLE) = \(FieldDefinition.literal(number))"
        default: "false"
        }
    }
}
