extension FieldDefinition {
    /// SQL for the field's value in its own type, NULL where the text does not stand for one.
    ///
    /// Times come as microseconds since 1970; a date as the last microsecond of its day in the zone.
    func value(of column: String, type sqlType: String, zone: String) -> String {
        let name = column.sqlIdentifier
        let text = Self.text(of: column, type: sqlType)
        let isTimestamp = sqlType.hasPrefix("TIMESTAMP")
        switch type {
        case .key, .text: return text
        case .number, .integer:
            // A FLOAT goes through its text: 0.1 is to stay 0.1.
            return Self.numberTypes.contains(sqlType)
                ? "CAST(\(name) AS DOUBLE)" : "TRY_CAST(\(text) AS DOUBLE)"
        case .boolean: return sqlType == "BOOLEAN" ? name : "TRY_CAST(\(text) AS BOOLEAN)"
        case .date:
            let day =
                sqlType == "DATE" || isTimestamp
                ? "CAST(\(name) AS DATE)"
                : "CAST(try_strptime(\(text), \((pattern ?? "%Y-%m-%d").sqlLiteral)) AS DATE)"
            let midnight = "CAST(\(day) + 1 AS TIMESTAMP)"
            let instant = zone == "UTC" ? midnight : "timezone(\(zone.sqlLiteral), \(midnight))"
            return "epoch_us(\(instant)) - 1"
        case .instant:
            if isTimestamp { return "epoch_us(CAST(\(name) AS TIMESTAMPTZ))" }
            if let pattern {
                return "epoch_us(CAST(try_strptime(\(text), \(pattern.sqlLiteral)) AS TIMESTAMPTZ))"
            }
            // A date without a time is no instant: it would stand for the start of its day, too early.
            return "CASE WHEN length(\(text)) > 10 THEN epoch_us(TRY_CAST(\(text) AS TIMESTAMPTZ)) END"
        }
    }

    /// SQL for what stands in the column, NULL for nothing; an empty text is nothing.
    static func raw(_ column: String, type sqlType: String) -> String {
        sqlType == "VARCHAR" ? text(of: column, type: sqlType) : column.sqlIdentifier
    }

    /// The rules that a row may break in this field, in the order in which they are tried.
    ///
    /// - Parameters:
    ///   - index: the field's index in the contract.
    ///   - raw: SQL for what stands there.
    ///   - value: SQL for the value.
    /// - Returns: conditions, which may be NULL for false, and the codes of what they find.
    func faults(_ index: Int, raw: String, value: String) -> [(condition: String, code: String)] {
        var found: [(condition: String, code: String)] = []
        func add(_ rule: FaultCode.Rule, length: String? = nil, where condition: String) {
            found.append((condition, FaultCode.sql(rule, field: index, length: length)))
        }
        if type != .key, type != .text {
            let length = "length(CAST(\(raw) AS VARCHAR))"
            add(.misfit, length: length, where: "\(value) IS NULL AND \(raw) IS NOT NULL")
        }
        if nulls == .refuse { add(.absent, where: "\(value) IS NULL") }
        switch type {
        case .key, .text:
            if let allowed {
                let words = allowed.map(\.sqlLiteral).joined(separator: ", ")
                let refused = allowed.isEmpty ? "\(value) IS NOT NULL" : "\(value) NOT IN (\(words))"
                add(.notAllowed, length: "length(\(value))", where: refused)
            }
        case .number, .integer:
            add(.notFinite, where: "NOT isfinite(\(value))")
            if type == .integer {
                add(.notWhole, where: "\(value) <> trunc(\(value)) OR abs(\(value)) > 9007199254740992")
            }
            if let minimum { add(.belowMinimum, where: "\(value) < \(Self.literal(minimum))") }
            if let maximum { add(.aboveMaximum, where: "\(value) > \(Self.literal(maximum))") }
        case .boolean: break
        case .date, .instant:
            let years = Self.years
            add(.outsideYears, where: "\(value) NOT BETWEEN \(years.lowerBound) AND \(years.upperBound)")
        }
        return found
    }

    /// A number as a DOUBLE of the same bits.
    static func literal(_ number: Double) -> String { "CAST('\(number)' AS DOUBLE)" }

    /// The years 0 to 9999 in microseconds: times outside them are slips of the pen or infinities.
    private static let years: ClosedRange<Int64> = -62_167_219_200_000_000...253_402_300_799_999_999

    private static let numberTypes: Set<String> = [
        "DOUBLE", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
    ]

    private static func text(of column: String, type sqlType: String) -> String {
        let name = column.sqlIdentifier
        return "nullif(\(sqlType == "VARCHAR" ? name : "CAST(\(name) AS VARCHAR)"), '')"
    }
}
