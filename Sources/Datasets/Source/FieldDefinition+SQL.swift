extension FieldDefinition {
    /// SQL for the field's value in its own type, NULL where the text does not stand for one.
    ///
    /// Times come as microseconds since 1970; a date as the last microsecond of its day in the zone.
    func value(of column: String, type sqlType: String, zone: String) -> String {
        let name = column.sqlIdentifier
        let text = rawText(of: column)
        let isTimestamp = sqlType.hasPrefix("TIMESTAMP")
        switch type {
        case .key, .text: return text
        case .number, .integer: return "TRY_CAST(\(text) AS DOUBLE)"
        case .boolean: return "TRY_CAST(\(text) AS BOOLEAN)"
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

    /// SQL for the length of a text that has no value of the field's type, NULL for all others.
    func misfit(of column: String, value: String) -> String {
        let text = rawText(of: column)
        return "CASE WHEN \(text) IS NOT NULL AND (\(value)) IS NULL THEN length(\(text)) END"
    }

    private func rawText(of column: String) -> String {
        "nullif(CAST(\(column.sqlIdentifier) AS VARCHAR), '')"
    }
}
