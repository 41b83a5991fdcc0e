/// What became of the personas of an earlier revision.
public struct TaxonomyMigration: Codable, Equatable, Sendable {
    /// The earlier revision.
    public var from: Int
    /// The later one.
    public var to: Int
    /// What became of each earlier persona, ascending by name.
    public var moves: [Move]
    /// Personas that come from nothing before, ascending.
    public var added: [String]

    /// What became of one persona.
    public struct Move: Codable, Equatable, Sendable {
        /// Its name before.
        public var persona: String
        /// Its name or names now; none where it is retired.
        public var becomes: [String]
        /// What that is.
        public var change: Change
        /// Why it is retired; nil where it is not.
        public var because: String?
    }

    /// The kinds of changes.
    public enum Change: String, Codable, Sendable {
        /// The name is the same, and nothing else goes into it.
        case kept
        /// It has another name.
        case renamed
        /// It became several.
        case split
        /// It and others became one.
        case merged
        /// It is no more.
        case retired
    }

    /// Follows every persona of a revision into a later one.
    ///
    /// - Throws: `TaxonomyProblem` where a persona vanished without a word, a name is said to come from one that was not there, and
    ///   where the definitions differ under one number.
    /// - Complexity: O(personas squared).
    public init(from before: Taxonomy, to after: Taxonomy) throws(TaxonomyProblem) {
        if after.revision < before.revision || (after.revision == before.revision && after != before) {
            throw TaxonomyProblem(
                keyPath: ["revision"],
                what: "the definitions are not those of revision \(before.revision), which was published",
                remedy: "write revision: \(before.revision + 1)")
        }
        var sources: [String: [String]] = [:]
        for name in after.names {
            let former = after.personas[name]?.formerly ?? []
            // Of what was said when an earlier revision was published nothing is new.
            let told = before.personas[name]?.formerly ?? []
            for (index, source) in former.enumerated()
            where before.personas[source] == nil && !told.contains(source) {
                throw TaxonomyProblem(
                    keyPath: ["personas", name, "formerly", "\(index)"],
                    what: "revision \(before.revision) had no persona '\(source)'",
                    remedy: "name one of: \(before.names.joined(separator: ", "))")
            }
            sources[name] = former.filter { before.personas[$0] != nil && $0 != name }
            if before.personas[name] != nil { sources[name, default: []].append(name) }
        }
        from = before.revision
        to = after.revision
        added = after.names.filter { sources[$0]?.isEmpty ?? true }
        moves = []
        for name in before.names {
            let becomes = after.names.filter { sources[$0]?.contains(name) ?? false }
            let because = after.retired?[name]
            guard !becomes.isEmpty || because != nil else {
                throw TaxonomyProblem(
                    keyPath: ["personas"], what: "persona '\(name)' of revision \(before.revision) is gone",
                    remedy:
                        "name it in `formerly` of what it became, or write retired: {\(name): WHY}")
            }
            let isMerged = becomes.contains { (sources[$0]?.count ?? 0) > 1 }
            let change: Change =
                becomes.isEmpty
                ? .retired
                : becomes.count > 1 ? .split : isMerged ? .merged : becomes == [name] ? .kept : .renamed
            moves.append(Move(persona: name, becomes: becomes, change: change, because: because))
        }
    }
}
