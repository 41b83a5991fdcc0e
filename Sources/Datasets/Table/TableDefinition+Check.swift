extension TableDefinition {
    /// Refuses a contract that contradicts itself.
    ///
    /// - Throws: `DatasetError.setting` with the key path under `table`.
    public func check() throws(DatasetError) {
        try format.check(at: ["table", "format"])
        try FieldDefinition.check(fields, at: ["table", "fields"])
        try SourceDefinition.checkShare(maximumBad, at: ["table", "maximumBad"])
        guard let answer = fields[label.field], answer.purpose == .label else {
            throw .setting(
                keyPath: ["table", "label", "field"],
                what: fields[label.field] == nil
                    ? "the contract has no field \(label.field)"
                    : "the field \(label.field) has not the purpose label",
                remedy: "list it under fields with the purpose label")
        }
        if case .asOf(let name) = order {
            guard let field = fields[name], field.type == .date || field.type == .instant,
                field.purpose != nil
            else {
                throw .setting(
                    keyPath: ["table", "order"], what: "\(name) is no date or instant of the contract",
                    remedy: "name one, or write rows if the file is in order of time")
            }
        }
        if featureFields.isEmpty {
            throw .setting(
                keyPath: ["table", "fields"], what: "no field may become a feature",
                remedy: "give fields the purpose feature and say when they are known")
        }
        for (name, field) in featureFields where field.type == .date || field.type == .instant {
            throw .setting(
                keyPath: ["table", "fields", name, "purpose"], what: "a time is no feature of a table",
                remedy: "compute a number of days in the SELECT, or give it the purpose time")
        }
        for (name, field) in groupFields {
            if ![.text, .boolean, .integer].contains(field.type) {
                throw .setting(
                    keyPath: ["table", "fields", name, "purpose"],
                    what: "rows are grouped by a text, a truth value or a whole number",
                    remedy: "make a text of it in the SELECT, such as an age band of an age")
            }
            if field.personal == true {
                throw .setting(
                    keyPath: ["table", "fields", name, "purpose"],
                    what: "the values of a group stand in reports, and these identify a person",
                    remedy: "group by something that many have in common")
            }
        }
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
            guard let family = field.family else { continue }
            if field.purpose == .feature, !family.isEmpty { continue }
            throw .setting(
                keyPath: ["table", "fields", name, "family"],
                what: family.isEmpty ? "the family is empty" : "only a feature has a family",
                remedy: family.isEmpty ? "give it a word, such as money" : "leave it out")
        }
        let shares = [slices.train, slices.calibrate ?? 0, slices.test]
        if shares.contains(where: { $0 < 0 }) || abs(shares.reduce(0, +) - 1) > 1e-9 || slices.train == 0 {
            throw .setting(
                keyPath: ["table", "slices"], what: "the shares are not of one whole",
                remedy: "let train, calibrate and test sum to 1, with train above 0")
        }
    }
}
