/// A filter with its names resolved to the codes of a table.
struct RowSelection: Sendable {
    /// Which kinds pass, by code.
    private enum Kinds {
        case any, one(UInt16), some([Bool])
    }

    /// A condition on an attribute's columns: a row passes if its value in one of them does.
    private struct Condition {
        var columns: [(column: AttributeColumn, passes: Passes)]
    }

    /// Which values of a column pass.
    fileprivate enum Passes {
        /// By the code of a text or link.
        case codes([Bool])
        /// The codes of links that pass, of those that are there.
        case present(Set<Int32>)
        case flags(no: Bool, yes: Bool)
        case numbers(AttributeCondition)
    }

    private var kinds: Kinds = .any
    private var channel: UInt16?
    private var conditions: [Condition] = []
    /// Whether no row can pass, since the table knows no such name.
    private var isVain = false

    init(_ filter: FeaturePlan.Filter, _ table: EventTable) {
        let codes = table.kinds.indices.filter { filter.kinds.contains(table.kinds[$0]) }
        if codes.count == 1 {
            kinds = .one(UInt16(codes[0]))
        } else if !filter.kinds.isEmpty {
            kinds = .some(table.kinds.map { filter.kinds.contains($0) })
            isVain = codes.isEmpty
        }
        if let name = filter.channel {
            channel = table.channels.firstIndex(of: name).map { UInt16($0) }
            if channel == nil { isVain = true }
        }
        for (name, condition) in filter.conditions.sorted(by: { $0.key < $1.key }) {
            let columns = table.attributes.filter { $0.name == name }.map { column in
                (column: column, passes: Self.passes(condition, column.values))
            }
            conditions.append(Condition(columns: columns))
        }
    }

    private static func passes(_ condition: AttributeCondition, _ values: AttributeColumn.Values) -> Passes {
        switch values {
        case .texts(_, let dictionary): .codes(dictionary.map { condition.passes(.text($0)) })
        case .links(let codes, let dictionary):
            // Part of a log comes with the keys of all of it: then only those that are there are looked at.
            codes.count < dictionary.count
                ? .present(present(in: codes) { condition.passes(.link(dictionary[$0])) })
                : .codes(dictionary.map { condition.passes(.link($0)) })
        case .flags: .flags(no: condition.passes(.flag(false)), yes: condition.passes(.flag(true)))
        case .numbers: .numbers(condition)
        }
    }

    /// The codes that pass a test, which is asked once for each.
    private static func present(in codes: [Int32], _ test: (Int) -> Bool) -> Set<Int32> {
        var different: Set<Int32> = []
        var last: Int32 = -1
        // Neighbours often have the same.
        for code in codes where code >= 0 && code != last {
            different.insert(code)
            last = code
        }
        return different.filter { test(Int($0)) }
    }

    /// Writes the rows that pass to the front of the list, counted from the first of the range.
    ///
    /// - Returns: how many there are.
    /// - Precondition: the list has room for all rows of the range.
    /// - Complexity: O(rows).
    func select(_ rows: Range<Int>, of table: EventTable, into list: inout [Int32]) -> Int {
        if isVain { return 0 }
        var count = 0
        var selected = list.mutableSpan
        switch kinds {
        case .any:
            for index in 0..<rows.count { selected[index] = Int32(truncatingIfNeeded: index) }
            count = rows.count
        case .one(let code):
            let kind = table.kind.span.extracting(rows)
            for index in 0..<kind.count {
                // Written always and kept by the count: faster than a branch that nobody can foresee.
                selected[count] = Int32(truncatingIfNeeded: index)
                count &+= kind[index] == code ? 1 : 0
            }
        case .some(let codes):
            let kind = table.kind.span.extracting(rows)
            for index in 0..<kind.count {
                selected[count] = Int32(truncatingIfNeeded: index)
                count &+= codes[Int(kind[index])] ? 1 : 0
            }
        }
        if let channel {
            let channels = table.channel.span.extracting(rows)
            count = Self.keep(&selected, count) { channels[Int($0)] == channel }
        }
        for condition in conditions { count = Self.keep(&selected, count, rows, condition) }
        return count
    }

    private static func keep(
        _ selected: inout MutableSpan<Int32>, _ count: Int, _ rows: Range<Int>, _ condition: Condition
    ) -> Int {
        if condition.columns.count == 1, case .codes(let passes) = condition.columns[0].passes,
            case .texts(let codes, _) = condition.columns[0].column.values
        {
            let codes = codes.span.extracting(rows)
            return keep(&selected, count) { codes[Int($0)] >= 0 && passes[Int(codes[Int($0)])] }
        }
        return keep(&selected, count) { row in
            condition.columns.contains { $0.passes.passes($0.column, at: rows.lowerBound + Int(row)) }
        }
    }

    /// Keeps the rows that pass a test, in order.
    @inline(__always)
    private static func keep(
        _ selected: inout MutableSpan<Int32>, _ count: Int, _ test: (Int32) -> Bool
    ) -> Int {
        var kept = 0
        for index in 0..<count {
            let row = selected[index]
            selected[kept] = row
            kept &+= test(row) ? 1 : 0
        }
        return kept
    }
}

extension RowSelection.Passes {
    fileprivate func passes(_ column: AttributeColumn, at row: Int) -> Bool {
        switch (self, column.values) {
        case (.codes(let passes), .texts(let codes, _)), (.codes(let passes), .links(let codes, _)):
            codes[row] >= 0 && passes[Int(codes[row])]
        case (.present(let passing), .links(let codes, _)): passing.contains(codes[row])
        case (.flags(let no, let yes), .flags(let flags)): flags[row] == 1 ? yes : flags[row] == 0 && no
        case (.numbers(let condition), .numbers(let numbers)):
            !numbers[row].isNaN && condition.passes(.number(numbers[row]))
        default: false
        }
    }
}
