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
        let columns = groupings.map(NumberedValues.init)
        var placeOfNumber: [Int: Int] = [:]
        var rows: [[Int]] = []
        for row in groupings[0].values.indices {
            var number = 0
            for column in columns { number = number * column.values.count + Int(column.numbers[row]) }
            if let place = placeOfNumber[number] {
                rows[place].append(row)
            } else {
                placeOfNumber[number] = rows.count
                rows.append([row])
            }
        }
        groups = rows.map { rows in
            let parts = zip(groupings, columns).map { grouping, column in
                GroupKey.Part(
                    grouping: grouping.name, value: column.values[Int(column.numbers[rows[0]])])
            }
            return Group(key: GroupKey(parts), rows: rows)
        }.sorted { left, right in
            for (left, right) in zip(left.key.parts, right.key.parts) where left.value != right.value {
                return left.value.unicodeScalars.lexicographicallyPrecedes(right.value.unicodeScalars)
            }
            return false
        }
    }

    /// The values of a grouping, each with a number, so that a row's are not hashed more than once.
    private struct NumberedValues {
        private(set) var values: [String] = []
        /// That of each row's value.
        private(set) var numbers: [Int32] = []

        init(_ grouping: Grouping) {
            var numberOfValue: [String: Int32] = [:]
            numbers.reserveCapacity(grouping.values.count)
            for value in grouping.values {
                let value = value ?? Grouping.missing
                let number = numberOfValue[value] ?? Int32(values.count)
                if Int(number) == values.count {
                    numberOfValue[value] = number
                    values.append(value)
                }
                numbers.append(number)
            }
        }
    }
}
