internal import Datasets

/// A table of a folder with its key and its links to other tables.
struct RelatedTable {
    /// The file.
    let table: ProbedTable
    /// The column that tells its rows apart; nil for none.
    let key: ColumnProbe?
    /// The values of the key by row; empty without a key.
    let keys: [String?]
    /// What a row stands for, such as `lead`: the namespace of the key.
    let entity: String
    /// Key columns that are the key of another table.
    var links: [Link] = []

    /// A key column that refers to another table.
    struct Link {
        /// The column.
        let column: ColumnProbe
        /// The index of the other table.
        let target: Int
        /// Rows whose value is found there.
        let found: Int
        /// The column's values by row.
        let values: [String?]
    }

    /// The columns of time in the file's order.
    var times: [ColumnProbe] { table.columns.filter { $0.kind == .date || $0.kind == .instant } }

    /// The time at which a row came to be: filled in every row, by its name or the first; nil without one.
    var creation: ColumnProbe? {
        let complete = times.filter { $0.filled == table.probe.rowCount }
        let plain = complete.filter { column in
            let name = Name(column.name)
            return !name.has(Hints.updateWords) && !name.has(Hints.recordingWords)
        }
        return plain.first { Name($0.name).has(Hints.creationWords) } ?? plain.first
    }

    /// The time at which a row was written down, where the table says so.
    var recording: ColumnProbe? {
        times.first { $0.filled == table.probe.rowCount && Name($0.name).has(Hints.recordingWords) }
    }
}
