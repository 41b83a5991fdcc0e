/// Who is selected in the overall top share, by the values of one grouping.
///
/// Names and meaning are Fairlearn's, `between_groups`: the difference is that of the largest and the
/// smallest rate. Tied rows at the edge are selected by their expected share.
struct GroupSelection {
    /// The rows of each value, by the value's Unicode scalars.
    let members: [(value: String, rows: [Int])]

    let name: String
    let top: Double
    let minimumGroupSize: Int
    let counts: RankedCounts
    let rates: [String: GroupRates]
    let cells: [Cell]

    /// A group with fewer positives says nothing of the rate among them.
    static let minimumPositives = 10

    /// A row in order of score.
    struct Cell {
        var level: Int32
        var group: Int32
        var isPositive: Bool
    }

    init(_ set: EvaluationSet, grouping: Grouping, top: Double, minimumGroupSize: Int) {
        name = grouping.name
        self.top = top
        self.minimumGroupSize = minimumGroupSize
        var byValue: [String: [Int]] = [:]
        for row in grouping.values.indices {
            byValue[grouping.values[row] ?? Grouping.missing, default: []].append(row)
        }
        let values = byValue.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        members = values.map { ($0, byValue[$0, default: []]) }

        let counts = RankedCounts(set)
        var groupOfRow = [Int32](repeating: 0, count: set.count)
        for (index, member) in members.enumerated() {
            for row in member.rows { groupOfRow[row] = Int32(index) }
        }
        let levels = counts.levels(of: set.scores)
        var cells = set.scores.indices.map { row in
            Cell(level: levels[row], group: groupOfRow[row], isPositive: set.labels[row])
        }
        cells.sort { left, right in
            if left.level != right.level { return left.level < right.level }
            if left.group != right.group { return left.group < right.group }
            return left.isPositive && !right.isPositive
        }
        self.counts = counts
        self.cells = cells
        let found = Self.rates(cells, groups: values.count, levels: counts.scores.count, top: top) { _ in 1 }
        rates = Dictionary(uniqueKeysWithValues: zip(values, found))
    }

    /// Rates of every group, each row counting `weight` times.
    static func rates(
        _ cells: [Cell], groups: Int, levels: Int, top: Double, weight: (Int) -> Int
    ) -> [GroupRates] {
        var sizes = [Int](repeating: 0, count: levels)
        for index in cells.indices { sizes[Int(cells[index].level)] += weight(index) }
        let total = sizes.reduce(0, +)
        var left = Double(RankedCounts.selected(share: top, of: total))
        let shares = sizes.map { size in
            let share = size == 0 ? 0 : min(1, left / Double(size))
            left = max(0, left - Double(size))
            return share
        }
        var rates = [GroupRates](repeating: GroupRates(), count: groups)
        for index in cells.indices {
            let rows = weight(index)
            guard rows > 0 else { continue }
            rates[Int(cells[index].group)].add(
                rows: rows, selectedShare: shares[Int(cells[index].level)],
                isPositive: cells[index].isPositive)
        }
        return rates
    }
}
