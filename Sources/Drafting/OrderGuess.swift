internal import Datasets

/// What puts the rows of a plain table in order of time.
struct OrderGuess {
    /// The column of time; nil for the order of the file.
    let column: ColumnProbe?
    /// What the guess rests on.
    let evidence: String

    /// Chooses among the columns of time that every row has.
    init(table: ProbedTable, label: LabelGuess) {
        let times = table.columns.filter { column in
            (column.kind == .date || column.kind == .instant) && column.filled == table.probe.rowCount
                && column.name != label.column.name && !Name(column.name).has(Hints.outcomeWords)
        }
        func rank(_ column: ColumnProbe) -> Int {
            let name = Name(column.name)
            if name.has(Hints.asOfWords) || name.words.starts(with: ["as", "of"]) { return 3 }
            if name.has(Hints.creationWords) { return 2 }
            return name.has(Hints.updateWords) ? 0 : 1
        }
        // The first of the best, in the file's order.
        let best = times.map(rank).max() ?? 0
        column = best == 0 ? nil : times.first { rank($0) == best }
        if column == nil {
            evidence =
                "guessed: no column of time is filled in every row, so the file's order is taken for the order "
                + "of time. Check: in a shuffled file the later rows are not later"
        } else if best == 1 {
            evidence =
                "guessed: the first column of time that every row has. Check that it is when the row was known"
        } else {
            evidence = "guessed by its name; every row has a value. Check that it is when the row was known"
        }
    }
}
