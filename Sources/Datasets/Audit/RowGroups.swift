/// Groups of rows, one after the other in two arrays.
struct RowGroups {
    private var rows: [Int32] = []
    private var ends: [Int32] = []

    /// The number of groups.
    var count: Int { ends.count }

    /// The rows of a group.
    subscript(group: Int) -> ArraySlice<Int32> {
        rows[(group == 0 ? 0 : Int(ends[group - 1]))..<Int(ends[group])]
    }

    mutating func append(_ group: some Sequence<Int32>) {
        rows.append(contentsOf: group)
        ends.append(Int32(rows.count))
    }
}
