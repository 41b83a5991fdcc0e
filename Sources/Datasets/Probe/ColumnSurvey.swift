/// Counts what the columns of the table `input` hold, and guesses their types from the counts.
struct ColumnSurvey {
    let database: Database

    /// A type is guessed if at most one value in this many does not read as it.
    private static let tolerance = 1000

    /// The columns in order.
    func columns() throws(DatasetError) -> [ColumnProbe] {
        let described = try database.query("SELECT column_name, column_type FROM (DESCRIBE input)")
        let names = (described.columns[0].strings ?? []).map { $0 ?? "" }
        let types = (described.columns[1].strings ?? []).map { $0 ?? "" }
        var columns: [ColumnProbe] = []
        for (name, type) in zip(names, types) { columns.append(try column(name, type)) }
        return columns
    }

    private func column(_ name: String, _ storage: String) throws(DatasetError) -> ColumnProbe {
        let text = Self.text(name)
        let counts = try counts([
            "count(\(text))", "count(DISTINCT \(text))", "min(length(\(text)))", "max(length(\(text)))",
            "count(*) FILTER (WHERE isfinite(TRY_CAST(\(text) AS DOUBLE)))",
            "count(*) FILTER (WHERE regexp_full_match(\(text), '[+-]?[0-9]{1,18}'))",
            "count(*) FILTER (WHERE lower(\(text)) IN ('true', 'false'))",
        ])
        let (filled, longest) = (counts[0], counts[3])
        var parsed: [FieldDefinition.Kind: Int] = [
            .text: filled, .number: counts[4], .integer: counts[5], .boolean: counts[6],
        ]
        var patterns: [FieldDefinition.Kind: [String]] = [:]
        let isTimeless = storage != "VARCHAR" || longest < 6 || longest > 40
        if !isTimeless || storage == "DATE" || storage.hasPrefix("TIMESTAMP") {
            (parsed[.date], patterns[.date], parsed[.instant], patterns[.instant]) = try times(text)
        }
        let kind = Self.kind(storage, parsed: parsed, filled: filled)
        // What is stored as a time needs no pattern.
        let fitting = storage == "VARCHAR" ? patterns[kind] ?? [] : []
        return ColumnProbe(
            name: name, kind: kind, pattern: fitting.first.flatMap { Self.isStandard($0) ? nil : $0 },
            rivals: Array(fitting.dropFirst()), isNested: Self.isNested(storage),
            filled: filled, distinct: counts[1], shortest: counts[2], longest: longest,
            parsed: parsed.filter { $0.value > 0 }, storage: storage)
    }

    /// How many texts are days and times of day, and the patterns that fit most of them; "" stands for ISO 8601.
    private func times(_ text: String) throws(DatasetError) -> (Int, [String], Int, [String]) {
        let instants =
            [TimePattern.count(iso: text)] + TimePattern.instants.map { TimePattern.count(text, $0) }
        let found = try counts(TimePattern.days.map { TimePattern.count(text, $0) } + instants)
        let days = found.prefix(TimePattern.days.count)
        let times = found.dropFirst(TimePattern.days.count)
        func best(_ counts: ArraySlice<Int>, _ patterns: [String]) -> (Int, [String]) {
            let most = counts.max() ?? 0
            return (most, most == 0 ? [] : zip(patterns, counts).filter { $0.1 == most }.map(\.0))
        }
        let (dayCount, dayPatterns) = best(days, TimePattern.days)
        let (timeCount, timePatterns) = best(times, [""] + TimePattern.instants)
        return (dayCount, dayPatterns, timeCount, timePatterns)
    }

    private func counts(_ expressions: [String]) throws(DatasetError) -> [Int] {
        let table = try database.query("SELECT \(expressions.joined(separator: ", ")) FROM input")
        return table.columns.map { column in Int((column.int64s?.first.flatMap { $0 }) ?? 0) }
    }

    private static func kind(
        _ storage: String, parsed: [FieldDefinition.Kind: Int], filled: Int
    ) -> FieldDefinition.Kind {
        if storage == "DATE" { return .date }
        if storage.hasPrefix("TIMESTAMP") { return .instant }
        func fits(_ kind: FieldDefinition.Kind) -> Bool {
            filled > 0 && (filled - (parsed[kind] ?? 0)) * tolerance <= filled
        }
        // Eight digits that are all days are rather days than a number; times come before plain days because a
        // pattern of a day does not fit a longer text.
        return [.date, .instant, .boolean, .integer, .number].first(where: fits) ?? .text
    }

    private static func isStandard(_ pattern: String) -> Bool {
        pattern.isEmpty || pattern == TimePattern.days[0]
    }

    private static func isNested(_ storage: String) -> Bool {
        storage.hasSuffix("]") || ["STRUCT", "MAP", "UNION"].contains(where: storage.hasPrefix)
    }

    private static func text(_ name: String) -> String {
        "nullif(CAST(\(name.sqlIdentifier) AS VARCHAR), '')"
    }
}
