internal import Features

/// What the log holds of each train row: a number known at the cutoff, and what was added to it later.
struct EventFact {
    let name: String
    /// The kind of event; nil for all kinds together.
    let kind: String?
    /// The attribute summed; nil for a number of events.
    let attribute: String?
    private(set) var before: [Double]
    private(set) var after: [Double]
    /// Days from the cutoff to the last known event, negative; far back where there is none; empty for a sum.
    private(set) var last: [Double]

    init(name: String, kind: String?, attribute: String? = nil, rows: Int) {
        self.name = name
        self.kind = kind
        self.attribute = attribute
        before = [Double](repeating: 0, count: rows)
        after = [Double](repeating: 0, count: rows)
        last = attribute == nil ? [Double](repeating: -1e6, count: rows) : []
    }

    /// Takes a known event's time, for a number of events.
    mutating func seen(_ occurredAt: Instant, before cutoff: Instant, row: Int) {
        let days =
            Double(occurredAt.microseconds - cutoff.microseconds) / Double(TimeSpan.day.microseconds)
        last[row] = max(last[row], days)
    }

    mutating func add(_ value: Double, row: Int, isKnown: Bool) {
        if isKnown { before[row] += value } else { after[row] += value }
    }
}
