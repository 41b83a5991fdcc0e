internal import Datasets

/// The shares of a plain table's slices, with how many positives each has.
struct RowSlices {
    /// What the slices hold.
    let evidence: String
    /// Rows to test on.
    let test: Int
    /// What a great change of the share of positives means; nil for a small one.
    let drift: String?

    init(table: ProbedTable, label: LabelGuess, order: OrderGuess) throws(DraftError) {
        var rows = label.rows.labels.indices.filter { label.rows.labels[$0] != nil }
        if let column = order.column, let times = try table.values(of: column).doubles {
            rows.sort { (times[$0] ?? 0, $0) < (times[$1] ?? 0, $1) }
        }
        let first = rows.count * 60 / 100
        let second = rows.count * 75 / 100
        let parts = [
            ("train", rows[..<first]), ("calibrate", rows[first..<second]), ("test", rows[second...]),
        ]
        evidence =
            "guessed: earlier rows train, later ones test. Positives: "
            + parts.map { name, part in
                let positives = part.count { label.rows.labels[$0] == true }
                return "\(name) \(Figures.count(positives, of: part.count)) "
                    + "(\(Figures.percent(positives, of: part.count)))"
            }.joined(separator: ", ")
        test = rows.count - second
        func share(_ rows: ArraySlice<Int>) -> Double {
            Double(rows.count { label.rows.labels[$0] == true }) / Double(max(1, rows.count))
        }
        let (before, after) = (share(rows[..<first]), share(rows[second...]))
        drift =
            max(before, after) > 1.5 * min(before, after)
            ? "the share of positives differs much between train and test: expect calibration to fail there"
            : nil
    }
}
