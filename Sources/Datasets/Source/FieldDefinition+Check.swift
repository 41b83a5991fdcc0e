extension FieldDefinition {
    /// Refuses fields that are too many, or one that contradicts itself.
    static func check(_ fields: [String: FieldDefinition], at keyPath: [String]) throws(DatasetError) {
        guard fields.count < FaultCode.fields else {
            throw .setting(
                keyPath: keyPath, what: "\(fields.count) fields are too many",
                remedy: "list those that are used, \(FaultCode.fields - 1) at most")
        }
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
            try field.check(at: keyPath + [name])
        }
    }

    /// Refuses options that the field's type has no use for.
    func check(at keyPath: [String]) throws(DatasetError) {
        func refuse(_ key: String, _ what: String, _ remedy: String) throws(DatasetError) {
            throw DatasetError.setting(keyPath: keyPath + [key], what: what, remedy: remedy)
        }
        if type == .key, namespace == nil {
            try refuse("namespace", "a key needs a namespace", "name the entity, such as customer")
        }
        if type != .key, namespace != nil {
            try refuse("namespace", "only a key has a namespace", "leave it out")
        }
        if type != .date, type != .instant, pattern != nil {
            try refuse("pattern", "only a date or an instant has a pattern", "leave it out")
        }
        if type != .number, type != .integer {
            if minimum != nil { try refuse("minimum", "only numbers have a minimum", "leave it out") }
            if maximum != nil { try refuse("maximum", "only numbers have a maximum", "leave it out") }
        }
        if let minimum, let maximum, minimum > maximum {
            try refuse("maximum", "the maximum is below the minimum", "exchange them")
        }
        if type != .text, type != .key, allowed != nil {
            try refuse("allowed", "only a text has a list of allowed values", "leave it out")
        }
    }

    /// What a value of this type is called in messages.
    var expectation: String {
        switch type {
        case .key: "a key"
        case .integer: "a whole number"
        case .number: "a number"
        case .text: "a text"
        case .boolean: "true or false"
        case .date: "a date" + (pattern.map { " (\($0))" } ?? " (YYYY-MM-DD)")
        case .instant: "a date with a time" + (pattern.map { " (\($0))" } ?? "")
        }
    }
}
