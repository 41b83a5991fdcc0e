/// Rows by the values of one grouping, or of several at once.
struct GroupPartition {
    /// The grouping's name; those of several joined by ` & `.
    let name: String
    /// Each group that has rows, by its values' Unicode scalars.
    let groups: [Group]

    /// The rows of one group.
    struct Group {
        var key: GroupKey
        /// Indices, ascending.
        var rows: [Int]
    }

    /// Puts rows of equal values together; no value is a value, too.
    ///
    /// - Parameter groupings: at least one, of equally many rows.
    /// - Complexity: O(rows x groupings + groups log groups).
    init(_ groupings: [Grouping]) {
        name = groupings.map(\.name).joined(separator: GroupKey.joint)
        var byValues: [[String]: [Int]] = [:]
        for row in groupings[0].values.indices {
            byValues[groupings.map { $0.values[row] ?? Grouping.missing }, default: []].append(row)
        }
        let ordered = byValues.sorted { left, right in
            for (left, right) in zip(left.key, right.key) where left != right {
                return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
            }
            return false
        }
        groups = ordered.map { values, rows in
            Group(
                key: GroupKey(
                    zip(groupings, values).map { GroupKey.Part(grouping: $0.name, value: $1) }),
                rows: rows)
        }
    }
}
