/// What a journal says of aliases and retired versions, folded over its entries.
struct AliasLedger {
    /// The versions an alias named, those that were rolled back left out; the last is the present one.
    private var trails: [String: [Int]] = [:]
    /// Versions retired by decision.
    private(set) var retired: Set<Int> = []
    /// Versions that were ever in production.
    private(set) var served: Set<Int> = []

    init(_ entries: some Sequence<JournalEntry>) {
        for entry in entries {
            switch (entry.action, entry.alias) {
            case (.promote, let alias?):
                trails[alias, default: []].append(entry.version)
                if alias == "production" { served.insert(entry.version) }
            case (.rollback, let alias?):
                if let index = trails[alias, default: []].dropLast().lastIndex(of: entry.version) {
                    trails[alias, default: []].removeSubrange((index + 1)...)
                }
            case (.retire, _): retired.insert(entry.version)
            case (.approve, _), (_, nil): break
            }
        }
    }

    /// The aliases that were ever set, sorted.
    var aliases: [String] { trails.keys.sorted() }

    /// The version the alias names.
    func version(of alias: String) -> Int? { trails[alias]?.last }

    /// The versions the alias named before, latest first.
    func predecessors(of alias: String) -> [Int] { (trails[alias] ?? []).dropLast().reversed() }
}
