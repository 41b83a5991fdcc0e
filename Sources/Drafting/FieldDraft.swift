internal import Datasets

/// One line of a contract, with what it rests on.
struct FieldDraft {
    /// The column's name.
    let name: String
    /// The keys and values of the line's mapping, in order; values as YAML.
    var settings: [(key: String, value: String)]
    /// What the type rests on.
    var evidence: String
    /// Why the field is treated as it is, above the line; nil for an ordinary one.
    var remark: String?
    /// Why the line is only a comment; nil for a field that is kept.
    var leftOut: String?

    /// A field of the probed type.
    init(
        _ column: ColumnProbe, type: String? = nil, purpose: String, known: String? = nil,
        extra: [(key: String, value: String)] = []
    ) {
        name = column.name
        settings = [(key: "type", value: type ?? column.kind.rawValue)]
        if let pattern = column.pattern, type == nil {
            settings.append((key: "pattern", value: Commented.quoted(pattern)))
        }
        settings += extra + [(key: "purpose", value: purpose)]
        if let known { settings.append((key: "known", value: known)) }
        evidence = column.evidence
    }

    /// A field that stands as a comment only, with the reason.
    init(_ column: ColumnProbe, leftOut: String) {
        self.init(column, purpose: "feature")
        self.leftOut = leftOut
    }

    /// Writes the field.
    func write(to text: inout Commented, indent: Int) {
        let mapping = settings.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        let line = "\(Commented.scalar(name)): {\(mapping)}"
        if let leftOut {
            text.line("# " + line, indent: indent, comment: "left out: " + leftOut)
        } else {
            if let remark { text.comment(remark, indent: indent) }
            text.line(line, indent: indent, comment: evidence)
        }
    }
}

extension ColumnProbe {
    /// What the type rests on, in counts.
    var evidence: String {
        let kinds: [FieldDefinition.Kind: String] = [
            .integer: "integers", .number: "numbers", .boolean: "true or false", .date: "dates",
            .instant: "times", .text: "texts", .key: "keys",
        ]
        let different = "\(Figures.count(distinct)) different"
        var parts: [String] = []
        parts.append("\(Figures.count(parsed[kind] ?? filled)) \(kinds[kind] ?? ""), \(different)")
        if misfits > 0 { parts.append("\(Figures.count(misfits)) others would be quarantined") }
        if !rivals.isEmpty { parts.append("check: also fits \(rivals.joined(separator: ", "))") }
        return parts.joined(separator: "; ")
    }

    /// Whether almost every row has a value of its own.
    var isNearlyUnique: Bool { filled > 1 && distinct * 20 >= filled * 19 }
}
