internal import Datasets

/// The table whose rows are scored, and the outcome that is asked about.
struct UnitGuess {
    /// The table of the scored rows.
    let table: Int
    /// When a row came to be.
    let creation: ColumnProbe
    /// When a row reached its outcome.
    let outcome: OutcomeGuess
    /// The scored rows, positive where the outcome is on record.
    let rows: LabelledRows
    /// By row, when it came to be, in microseconds since 1970.
    let created: [Int64?]
    /// By row, when it first reached the outcome; nil for never.
    let reached: [Int64?]

    private static let day: Int64 = 86_400_000_000

    /// Chooses the pair of table and outcome that fits best, or nil.
    static func find(in graph: TableGraph) throws(DraftError) -> UnitGuess? {
        var best: (score: Int, table: Int, outcome: OutcomeGuess)?
        let outcomes = try OutcomeGuess.all(in: graph)
        for (index, related) in graph.tables.enumerated() where related.key != nil {
            guard related.creation != nil else { continue }
            for outcome in outcomes {
                let isOwn = outcome.table == index
                // The time of a sale's own row is no outcome of that row.
                if isOwn ? outcome.strength == 1 : graph.link(from: outcome.table, to: index) == nil {
                    continue
                }
                let score = (isOwn ? 2 : 1) * outcome.strength + graph.linkCount(to: index)
                if score > best?.score ?? 0 { best = (score, index, outcome) }
            }
        }
        guard let best, let creation = graph.tables[best.table].creation else { return nil }
        return try UnitGuess(graph, table: best.table, creation: creation, outcome: best.outcome)
    }

    private init(
        _ graph: TableGraph, table: Int, creation: ColumnProbe, outcome: OutcomeGuess
    ) throws(DraftError) {
        self.table = table
        self.creation = creation
        self.outcome = outcome
        let unit = graph.tables[table]
        created = try unit.table.values(of: creation).int64s ?? []
        let source = graph.tables[outcome.table]
        var times = try source.table.values(of: outcome.column).int64s ?? []
        if let filter = outcome.filter {
            let values = try source.table.texts(of: filter.column)
            for row in times.indices where values[row] != filter.value { times[row] = nil }
        }
        let owners =
            outcome.table == table ? unit.keys : graph.link(from: outcome.table, to: table)?.values ?? []
        var first: [String: Int64] = [:]
        for (owner, time) in zip(owners, times) {
            if let owner, let time { first[owner] = min(first[owner] ?? time, time) }
        }
        let reached = unit.keys.map { key in key.flatMap { first[$0] } }
        self.reached = reached
        rows = LabelledRows(labels: reached.map { $0 != nil })
    }

    /// Days from creation to the outcome, ascending, of the rows that reached it.
    var delays: [Double] {
        zip(created, reached).compactMap { created, reached in
            guard let created, let reached else { return nil }
            return Double(reached - created) / Double(Self.day)
        }.sorted()
    }

    /// By row of a table that leads to the scored rows, their outcome.
    func rows(owners: [String?], unit: RelatedTable) -> LabelledRows {
        let labels = Dictionary(zip(unit.keys, rows.labels)) { first, _ in first }
        return LabelledRows(labels: owners.map { owner in owner.flatMap { labels[$0] ?? nil } })
    }
}
