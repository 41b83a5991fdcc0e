/// Rows as lines of CSV or as JSON objects.
enum RowText {
    /// The header of a channel's CSV file, with a line end.
    static func header(_ channel: Channel) -> String {
        (["id", channel.subject, "occurred_at"] + (channel.hasRecordedTime ? ["recorded_at"] : [])
            + channel.columns).joined(separator: ",") + "\n"
    }

    /// What stands in front of the id and behind it.
    static func start(_ channel: Channel) -> String { channel.isJSON ? "{\"id\":\"" : "" }

    /// The line behind the id, with its end.
    static func payload(_ row: CompanyRow, name: String?, cells: [String?]) -> [UInt8] {
        row.channel.isJSON ? object(row, name: name, cells: cells) : line(row, name: name, cells: cells)
    }

    private static func line(_ row: CompanyRow, name: String?, cells: [String?]) -> [UInt8] {
        var text = TextBuffer()
        text.add(ascii: ",")
        text.add(name ?? "")
        text.add(ascii: ",")
        text.add(time: row.occurredAt)
        if row.channel.hasRecordedTime {
            text.add(ascii: ",")
            text.add(time: row.recordedAt)
        }
        for cell in cells {
            text.add(ascii: ",")
            guard let cell else { continue }
            let isQuoted = cell.utf8.contains(UInt8(ascii: ","))
            if isQuoted { text.add(ascii: "\"") }
            text.add(cell)
            if isQuoted { text.add(ascii: "\"") }
        }
        text.add(ascii: "\n")
        return text.bytes
    }

    private static func object(_ row: CompanyRow, name: String?, cells: [String?]) -> [UInt8] {
        var text = TextBuffer()
        func member(_ key: String, _ value: String?) {
            text.add(",\"\(key)\":")
            text.add(value.map { "\"\($0)\"" } ?? "null")
        }
        text.add(ascii: "\"")
        member(row.channel.subject, name)
        text.add(",\"occurred_at\":\"")
        text.add(time: row.occurredAt)
        text.add("\",\"recorded_at\":\"")
        text.add(time: row.recordedAt)
        text.add(ascii: "\"")
        for (column, cell) in zip(row.channel.columns, cells) { member(column, cell) }
        text.add("}\n")
        return text.bytes
    }
}
