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
    /// How many of the unequal rows would have a value that is not part of their whole, had they grown as rows with the
    /// like past have; 0 where that is not asked.
    private(set) var outsideByChance = 0.0
    /// Rows on either side, by what was known, that a row's growth is compared with.
    private static let neighbours = 20

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
        if isBetween { outsideByChance = Self.outsideByChance(values, fact) }
    }

    /// Whether the value is what was known plus some of what came later, and nothing else.
    ///
    /// An honest count differs from the log's in both directions, if at all; one that peeks lies above what was known,
    /// never above the whole, and is exact where nothing came later. A small number lies below most wholes by chance: so
    /// its rows must fit the growth of their own case much better than that of others.
    func isPartOfFuture(_ bounds: SimultaneousBounds) -> Bool {
        isBetween && bounds.upper(unequal - between, of: unequal) * Double(unequal) <= 0.5 * outsideByChance
    }

    private var isBetween: Bool {
        between >= least && Double(between) >= 0.95 * Double(unequal)
            && (still < least || Double(equalStill) >= 0.95 * Double(still))
    }

    private static func outsideByChance(_ values: [Double], _ fact: EventFact) -> Double {
        let rows = values.indices.filter { !values[$0].isNaN }.sorted {
            (fact.before[$0], $0) < (fact.before[$1], $1)
        }
        var sum = 0.0
        for (place, row) in rows.enumerated() {
            let growth = values[row] - fact.before[row]
            let tolerance = 1e-9 * max(1, abs(values[row]))
            if abs(growth) <= tolerance { continue }
            let near = rows[max(0, place - neighbours)..<min(rows.count, place + neighbours + 1)]
            let outside = near.count { $0 != row && (growth < 0 || growth > fact.after[$0] + tolerance) }
            sum += Double(outside) / Double(max(1, near.count - 1))
        }
        return sum
    }
}
