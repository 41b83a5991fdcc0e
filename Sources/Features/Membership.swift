/// Which entities were ever linked to each target by one link: an account's people.
struct Membership: Sendable {
    /// By row of the table, the link as an index of the column's dictionary, or -1.
    private let links: [Int32]
    /// By index of the dictionary, where its members begin; one more than the dictionary.
    private let bounds: [Int]
    /// Indices of the table's entities.
    private let members: [Int]

    /// Looks through a link's column; nil if the table has none.
    ///
    /// - Complexity: O(rows).
    init?(_ reader: RowReader, _ table: EventTable) {
        guard case .links(let links, let dictionary, _) = reader else { return nil }
        var bounds = [Int](repeating: 0, count: dictionary.count + 1)
        Self.forEachPair(links, dictionary.count, table) { link, _ in bounds[link + 1] += 1 }
        for link in dictionary.indices { bounds[link + 1] += bounds[link] }
        var next = bounds
        var members = [Int](repeating: 0, count: bounds[dictionary.count])
        Self.forEachPair(links, dictionary.count, table) { link, entity in
            members[next[link]] = entity
            next[link] += 1
        }
        self.links = links
        self.bounds = bounds
        self.members = members
    }

    /// Calls a body with each link and each entity that ever had it, once.
    private static func forEachPair(
        _ links: [Int32], _ count: Int, _ table: EventTable, _ body: (Int, Int) -> Void
    ) {
        var latest = [Int](repeating: -1, count: count)
        for entity in table.entities.indices {
            for row in table.rows(ofEntityAt: entity)
            where links[row] >= 0 && latest[Int(links[row])] != entity {
                latest[Int(links[row])] = entity
                body(Int(links[row]), entity)
            }
        }
    }

    /// The entities that share a target with the entity of some rows, itself among them; one may come repeatedly.
    ///
    /// - Complexity: O(rows + entities found).
    func companions(ofRows rows: Range<Int>) -> [Int] {
        var seen: Set<Int32> = []
        var found: [Int] = []
        for row in rows where links[row] >= 0 && seen.insert(links[row]).inserted {
            found += members[bounds[Int(links[row])]..<bounds[Int(links[row]) + 1]]
        }
        return found
    }
}
