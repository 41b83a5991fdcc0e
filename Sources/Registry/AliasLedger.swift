/// What a journal says of aliases and retired versions, folded over its entries.
struct AliasLedger {
    /// The promotions of an alias, those that were rolled back left out; the last is of the present version.
    private var trails: [String: [JournalEntry]] = [:]
    /// Versions retired by decision.
    private(set) var retired: Set<Int> = []
    /// Versions removed with their files.
    private(set) var removed: Set<Int> = []
    /// Versions that were ever in production.
    private(set) var served: Set<Int> = []

    init(_ entries: some Sequence<JournalEntry>) {
        for entry in entries { take(entry) }
    }

    /// Follows the journal by a line.
    mutating func take(_ entry: JournalEntry) {
        switch (entry.action, entry.alias) {
        case (.promote, let alias?):
            trails[alias, default: []].append(entry)
            if alias == "production" { served.insert(entry.version) }
        case (.rollback, let alias?):
            let earlier = trails[alias, default: []].dropLast()
            if let index = earlier.lastIndex(where: { $0.version == entry.version }) {
                trails[alias, default: []].removeSubrange((index + 1)...)
            }
        case (.retire, _): retired.insert(entry.version)
        case (.remove, _):
            // Nor may it be taken into use.
            retired.insert(entry.version)
            removed.insert(entry.version)
        case (.approve, _), (.stop, _), (_, nil): break
        }
    }

    /// The aliases that were ever set, sorted.
    var aliases: [String] { trails.keys.sorted() }

    /// The version the alias names.
    func version(of alias: String) -> Int? { promotion(of: alias)?.version }

    /// The promotion that the alias rests on, also after a rollback to it.
    func promotion(of alias: String) -> JournalEntry? { trails[alias]?.last }

    /// The versions the alias named before, latest first.
    func predecessors(of alias: String) -> [Int] {
        (trails[alias] ?? []).dropLast().reversed().map(\.version)
    }
}
