internal import Datasets

/// A column of time that tells when an entity reached its outcome.
struct OutcomeGuess {
    /// The table that holds it.
    let table: Int
    /// The column.
    let column: ColumnProbe
    /// How well the name fits: 3 speaks of success, 2 of an end, 1 is the time of a sale's own row.
    let strength: Int
    /// Where an end may be good or bad: the column that says which, and its good value.
    var filter: (column: ColumnProbe, value: String)?

    /// All candidates, table by table.
    static func all(in graph: TableGraph) throws(DraftError) -> [OutcomeGuess] {
        var guesses: [OutcomeGuess] = []
        for (index, related) in graph.tables.enumerated() {
            for column in related.times where column.filled > 0 {
                let name = Name(column.name)
                let isPartial = column.filled < related.table.probe.rowCount
                if isPartial, name.has(Hints.successWords) {
                    guesses.append(OutcomeGuess(table: index, column: column, strength: 3))
                } else if isPartial, name.has(Hints.closeWords) {
                    var guess = OutcomeGuess(table: index, column: column, strength: 2)
                    guess.filter = try filter(in: related.table)
                    guesses.append(guess)
                } else if column.name == related.creation?.name,
                    Hints.dealWords.contains(related.table.name.words.last ?? "")
                {
                    guesses.append(OutcomeGuess(table: index, column: column, strength: 1))
                }
            }
        }
        return guesses
    }

    /// The column of a few values of which one alone stands for success.
    private static func filter(
        in table: ProbedTable
    ) throws(DraftError) -> (column: ColumnProbe, value: String)? {
        for column in table.columns
        where (2...20).contains(column.distinct) && Name(column.name).has(Hints.outcomeWords) {
            let values = Set(try table.texts(of: column).compactMap { $0 })
            let good = values.filter { Hints.positiveValues.contains($0.lowercased()) }
            if let value = good.first, good.count == 1 { return (column: column, value: value) }
        }
        return nil
    }
}
