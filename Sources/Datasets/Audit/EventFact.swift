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
    /// Days from the cutoff to the last known event, negative; far back where there is none.
    private(set) var last: [Double]

    init(name: String, kind: String?, attribute: String? = nil, rows: Int) {
        self.name = name
        self.kind = kind
        self.attribute = attribute
        before = [Double](repeating: 0, count: rows)
        after = [Double](repeating: 0, count: rows)
        last = [Double](repeating: -1e6, count: rows)
    }

    /// Takes a known event's time.
    mutating func seen(_ occurredAt: Instant, before cutoff: Instant, row: Int) {
        let days =
            Double(occurredAt.microseconds - cutoff.microseconds) / Double(TimeSpan.day.microseconds)
        last[row] = max(last[row], days)
    }

    mutating func add(_ value: Double, row: Int, isKnown: Bool) {
        if isKnown { before[row] += value } else { after[row] += value }
    }
}

/// How a feature's numbers go with a fact that grows after the cutoff.
struct FactGrowth {
    /// Rows with a value.
    let rows: Int
    /// Rows whose fact grows, and in which of them the value is the whole of it, or what was known.
    let grown: Int
    let equalAll: Int
    let equalBefore: Int
    /// Rows whose value is not what was known, and which of them lie above it and not above the whole.
    let unequal: Int
    let between: Int
    /// The correlation with the growth where what was known is the same.
    let partial: Double
    /// The correlation with the whole, that of before and that of after.
    let whole: Double
    /// Rows whose fact does not grow, and in which of them the value is what was known.
    private let still: Int
    private let equalStill: Int
    private let least: Int

    /// Compares; nil where too few rows grow, or too few have a value, to say anything.
    init?(_ values: [Double], _ fact: EventFact, least: Int) {
        var counts = (grown: 0, all: 0, before: 0, unequal: 0, between: 0, still: 0, equalStill: 0)
        var correlation = Correlation()
        var withWhole = Correlation()
        var different: Set<Double> = []
        for (row, value) in values.enumerated() where !value.isNaN {
            let (before, after) = (fact.before[row], fact.after[row])
            correlation.add(value, after, before)
            withWhole.add(value, before + after)
            if different.count < 3 { different.insert(value) }
            let tolerance = 1e-9 * max(1, abs(before + after))
            let isBefore = abs(value - before) <= tolerance
            if after > 0 {
                counts.grown += 1
                if abs(value - before - after) <= tolerance { counts.all += 1 }
                if isBefore { counts.before += 1 }
            } else {
                counts.still += 1
                if isBefore { counts.equalStill += 1 }
            }
            guard !isBefore else { continue }
            counts.unequal += 1
            if value > before, value <= before + after + tolerance { counts.between += 1 }
        }
        guard counts.grown >= least, different.count > 2 else { return nil }
        rows = correlation.rows
        grown = counts.grown
        equalAll = counts.all
        equalBefore = counts.before
        unequal = counts.unequal
        between = counts.between
        still = counts.still
        equalStill = counts.equalStill
        partial = correlation.partial
        whole = withWhole.of(0, 1)
        self.least = least
    }

    /// Whether the value is what was known plus some of what came later, and nothing else.
    ///
    /// An honest count differs from the log's in both directions, if at all; one that peeks lies above what was known,
    /// never above the whole, and is exact where nothing came later.
    var isPartOfFuture: Bool {
        between >= least && Double(between) >= 0.95 * Double(unequal)
            && (still < least || Double(equalStill) >= 0.95 * Double(still))
    }
}
