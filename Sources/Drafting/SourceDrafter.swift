internal import Datasets
internal import Evaluation

/// Drafts the sources of a folder around the scored table.
struct SourceDrafter {
    let graph: TableGraph
    let unit: UnitGuess

    /// The sources in the order of the files' names.
    func sources() throws(DraftError) -> [SourceDraft] {
        var sources: [SourceDraft] = []
        for index in graph.tables.indices { sources.append(try source(index)) }
        return sources
    }

    private func source(_ index: Int) throws(DraftError) -> SourceDraft {
        let related = graph.tables[index]
        let role = role(of: index)
        var mostRows = 0
        if case .activity = role, let link = graph.link(from: index, to: unit.table) {
            var counts: [String: Int] = [:]
            for value in link.values { if let value { counts[value, default: 0] += 1 } }
            mostRows = counts.values.max() ?? 0
        }
        let (isSnapshot, evidence) = history(related, role: role, mostRows: mostRows)
        var source = SourceDraft(
            related: related, role: role, isSnapshot: isSnapshot, historyEvidence: evidence)
        source.mostRows = mostRows
        if case .leftOut = role { return source }
        let rows = graph.owners(of: index, in: unit.table).map { owners in
            unit.rows(owners: owners, unit: graph.tables[unit.table])
        }
        let unknown = [Bool?](repeating: nil, count: related.table.probe.rowCount)
        let check = LeakCheck(
            rows: index == unit.table ? unit.rows : rows ?? LabelledRows(labels: unknown))
        let contract = ContractDrafter(graph: graph, unit: unit, index: index, check: check)
        try contract.fill(&source)
        return source
    }

    private func role(of index: Int) -> SourceRole {
        if index == unit.table { return .unit }
        let related = graph.tables[index]
        guard related.creation != nil else {
            return .leftOut("no column of time is filled in every row, so nobody can say when it was known")
        }
        let outcomeTable = unit.outcome.table == index
        let suspicion = outcomeTable ? nil : presence(of: index)
        if let suspicion { return .leftOut("suspect: " + suspicion) }
        if let link = graph.link(from: index, to: unit.table) { return .activity(link: link.column.name) }
        if let link = graph.link(from: unit.table, to: index) { return .dimension(link: link.column.name) }
        return .leftOut("neither do its rows link to the scored table, nor the scored table to it")
    }

    /// How having a row in a table tells the outcome, or nil if it does not.
    private func presence(of index: Int) -> String? {
        // What the scored rows link to is there for all of them.
        guard graph.link(from: unit.table, to: index) == nil, unit.rows.positives > 0,
            let owners = graph.owners(of: index, in: unit.table)
        else { return nil }
        let present = Set(owners.compactMap { $0 })
        let filled = graph.tables[unit.table].keys.map { key in key.map { present.contains($0) } ?? false }
        guard let area = unit.rows.presence(filled)?.value, area >= 0.8 else { return nil }
        let counts = unit.rows.filled(filled)
        let negatives = unit.rows.count - unit.rows.positives
        return
            "\(Figures.percent(counts.positives, of: unit.rows.positives)) of the rows with the outcome lead to it, "
            + "and \(Figures.percent(counts.negatives, of: negatives)) of the others: it is written when the outcome is"
    }

    private func history(
        _ related: RelatedTable, role: SourceRole, mostRows: Int
    ) -> (isSnapshot: Bool, evidence: String) {
        switch role {
        case .leftOut: return (false, "")
        case .unit, .dimension:
            return (true, "guessed: one row each, so a change overwrites what it said before")
        case .activity:
            let states = related.table.columns.filter { column in
                let isTime = column.kind == .date || column.kind == .instant
                let name = Name(column.name)
                return isTime
                    ? name.has(Hints.updateWords)
                        || (column.filled < related.table.probe.rowCount && column.filled > 0)
                    : name.has(["stage", "status"])
            }
            if let state = states.first {
                return (true, "guessed: \(state.name) is filled in or changes later")
            }
            if mostRows == 1 {
                return (true, "guessed: at most one row for each \(graph.tables[unit.table].entity)")
            }
            return (
                false, "guessed: up to \(Figures.count(mostRows)) rows each, and no column that changes later"
            )
        }
    }
}
