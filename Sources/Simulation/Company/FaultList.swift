/// `truth/faults.csv`: every row that is late, duplicated or stamped by a wrong clock.
struct FaultList {
    private var text = TextBuffer()
    private(set) var count = 0
    /// Faults by kind.
    private(set) var counts: [String: Int] = [:]

    init() { text.add("file,id,fault,occurred_at,written_occurred_at,recorded_at\n") }

    /// The file.
    var bytes: [UInt8] { text.bytes }

    /// Adds the faults of a row.
    mutating func add(_ row: CompanyRow, id: String) {
        // A copy repeats its row's faults, and is one itself.
        if row.isCopy { return add("duplicate", row, id) }
        if row.isLate { add("late", row, id) }
        if row.isSkewed { add("skew", row, id) }
    }

    private mutating func add(_ fault: String, _ row: CompanyRow, _ id: String) {
        count += 1
        counts[fault, default: 0] += 1
        text.add("\(row.channel.file),\(id),\(fault),")
        text.add(time: row.trueOccurredAt)
        text.add(ascii: ",")
        text.add(time: row.occurredAt)
        text.add(ascii: ",")
        text.add(time: row.recordedAt)
        text.add(ascii: "\n")
    }
}
