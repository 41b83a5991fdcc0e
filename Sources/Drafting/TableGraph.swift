internal import Datasets

/// The tables of a folder and how they refer to each other.
struct TableGraph {
    /// In the order of the files' names.
    let tables: [RelatedTable]

    /// Finds keys and links by name, and holds links against the values.
    init(_ probed: [ProbedTable]) throws(DraftError) {
        let owners = Dictionary(probed.enumerated().map { ($0.element.name.singular, $0.offset) }) {
            first, _ in
            first
        }
        var tables: [RelatedTable] = []
        for (index, table) in probed.enumerated() {
            let key = Self.key(of: table, at: index, owners: owners)
            let entity = key.flatMap { Name($0.name).keyed } ?? table.name.singular
            var keys: [String?] = []
            if let key { keys = try table.texts(of: key) }
            tables.append(RelatedTable(table: table, key: key, keys: keys, entity: entity))
        }
        for index in tables.indices { tables[index].links = try Self.links(of: index, in: tables) }
        self.tables = tables
    }

    /// A column of keys with another value in every row, unless it names another table's rows.
    private static func key(
        of table: ProbedTable, at index: Int, owners: [String: Int]
    ) -> ColumnProbe? {
        let unique = table.columns.filter { column in
            Name(column.name).isKey && column.filled == table.probe.rowCount
                && column.distinct == column.filled
        }
        let singular = table.name.singular
        let own = unique.first { column in
            guard let keyed = Name(column.name).keyed else { return true }
            return keyed == singular || singular.hasSuffix("_" + keyed) || keyed.hasSuffix("_" + singular)
        }
        return own ?? unique.first { owners[Name($0.name).keyed ?? "", default: index] == index }
    }

    private static func links(
        of index: Int, in tables: [RelatedTable]
    ) throws(DraftError) -> [RelatedTable.Link] {
        var links: [RelatedTable.Link] = []
        let table = tables[index].table
        for column in table.columns where column.name != tables[index].key?.name && column.filled > 0 {
            guard let keyed = Name(column.name).keyed else { continue }
            let target = tables.indices.first { other in
                let entity = tables[other].entity
                return other != index && tables[other].key != nil
                    && (keyed == entity || keyed.hasSuffix("_" + entity))
            }
            guard let target else { continue }
            let known = Set(tables[target].keys.compactMap { $0 })
            let values = try table.texts(of: column)
            let found = values.count { value in value.map { known.contains($0) } ?? false }
            // A column that shares a name but not the values is no link.
            guard found * 2 > column.filled else { continue }
            links.append(RelatedTable.Link(column: column, target: target, found: found, values: values))
        }
        return links
    }

    /// How many links lead to a table.
    func linkCount(to index: Int) -> Int {
        tables.enumerated().count { other, table in
            other != index && table.links.contains { $0.target == index }
        }
    }

    /// The link of one table to another, or nil.
    func link(from index: Int, to target: Int) -> RelatedTable.Link? {
        tables[index].links.first { $0.target == target }
    }

    /// By row of a table, the key of the row of another table that its links lead to; nil if none do.
    ///
    /// The shortest way counts. Complexity: O(tables x rows).
    func owners(of index: Int, in target: Int) -> [String?]? {
        var reached: Set<Int> = [index]
        var front: [(table: Int, keys: [String?])] = tables[index].links.map { ($0.target, $0.values) }
        while !front.isEmpty {
            if let hit = front.first(where: { $0.table == target }) { return hit.keys }
            var next: [(table: Int, keys: [String?])] = []
            for (table, keys) in front where reached.insert(table).inserted {
                for link in tables[table].links where !reached.contains(link.target) {
                    let values = Dictionary(zip(tables[table].keys, link.values)) { first, _ in first }
                    next.append((link.target, keys.map { key in key.flatMap { values[$0] ?? nil } }))
                }
            }
            front = next
        }
        return nil
    }
}
