internal import Datasets

/// The column that most likely is the label of a plain table.
struct LabelGuess {
    /// The column.
    let column: ColumnProbe
    /// The value that stands for the outcome.
    let positive: String
    /// What the guess rests on.
    let evidence: String
    /// The rows by that label.
    let rows: LabelledRows

    /// Finds the label of a table, or nil if no column can be it.
    static func find(in table: ProbedTable) throws(DraftError) -> LabelGuess? {
        let binary = table.columns.filter { $0.distinct == 2 && !$0.isNested }
        let ranked = binary.enumerated().map { (rank: rank($0.element), index: $0.offset) }
        if let best = ranked.max(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) {
            return try guess(binary[best.index], in: table, why: whys[best.rank])
        }
        // A stage of many values can be the label if one of them is the wished outcome.
        for column in table.columns.reversed()
        where (3...20).contains(column.distinct) && Name(column.name).has(Hints.outcomeWords) {
            let guess = try guess(column, in: table, why: "the name speaks of the outcome")
            if Hints.positiveValues.contains(guess.positive.lowercased()) { return guess }
        }
        return nil
    }

    /// The column that somebody named as the label.
    static func of(_ column: ColumnProbe, in table: ProbedTable) throws(DraftError) -> LabelGuess {
        try guess(column, in: table, why: "named")
    }

    private static let whys = [
        "the last column with two values: check", "two values, and a name like a state (is_, has_)",
        "two values, and a name that speaks of an outcome", "two values, and the usual name of a label",
    ]

    private static func rank(_ column: ColumnProbe) -> Int {
        let name = Name(column.name)
        let bare = name.words.filter { $0 != "is" && $0 != "has" }.joined()
        if Hints.labelNames.contains(bare) { return 3 }
        if name.has(Hints.labelWords) { return 2 }
        return ["is", "has", "did"].contains(name.words.first) ? 1 : 0
    }

    private static func guess(
        _ column: ColumnProbe, in table: ProbedTable, why: String
    ) throws(DraftError) -> LabelGuess {
        let texts = try table.texts(of: column)
        var counts: [String: Int] = [:]
        for text in texts { if let text { counts[text, default: 0] += 1 } }
        let known = counts.keys.filter { Hints.positiveValues.contains($0.lowercased()) }.sorted()
        let rarest = counts.min { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
        let positive = known.count == 1 ? known[0] : rarest
        let rows = LabelledRows(labels: texts.map { text in text.map { $0 == positive } })
        let share = Figures.percent(rows.positives, of: rows.count)
        let choice = known.count == 1 ? "by its wording" : "because it is the rarer: check"
        return LabelGuess(
            column: column, positive: positive,
            evidence: "guessed: \(why); \(Figures.count(rows.positives, of: rows.count)) rows (\(share)) are "
                + "positive, the value chosen \(choice)",
            rows: rows)
    }
}
