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
    /// The rates of each value, in the order of the members.
    let rates: [GroupRates]
    let cells: [Cell]
    let clusters: RankedRows.Clusters?
    /// How many clusters, or rows where there are none, each value has, in the order of the members.
    private let unitCounts: [Int]

    /// A group with fewer positives, negatives or selected rows says nothing of a rate among them.
    static let minimumCases = 10

    /// A row in order of score.
    struct Cell: Comparable {
        var level: Int32
        var group: Int32
        var isPositive: Bool
        var cluster: Int32

        static func < (left: Cell, right: Cell) -> Bool {
            if left.level != right.level { return left.level < right.level }
            if left.group != right.group { return left.group < right.group }
            if left.isPositive != right.isPositive { return left.isPositive }
            return left.cluster < right.cluster
        }
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

        var groupOfRow = [Int32](repeating: 0, count: set.count)
        for (index, member) in members.enumerated() {
            for row in member.rows { groupOfRow[row] = Int32(index) }
        }
        let levels = RankedCounts(set).levels(of: set.scores)
        let cells = set.scores.indices.map { row in
            Cell(
                level: levels[row], group: groupOfRow[row], isPositive: set.labels[row],
                cluster: set.clusters?.numbers[row] ?? 0)
        }.sorted()
        self.cells = cells
        clusters = set.clusters.map {
            RankedRows.Clusters(name: $0.name, numbers: cells.map(\.cluster), count: $0.count)
        }
        unitCounts = members.map { member in
            set.clusters.map { clusters in Set(member.rows.map { clusters.numbers[$0] }).count }
                ?? member.rows.count
        }
        let ones = [UInt8](repeating: 1, count: cells.count)
        rates = Self.rates(cells, groups: values.count, top: top, weights: ones.span)
    }

    /// Rates of every group, each row counting as often as its weight says.
    ///
    /// - Parameter weights: (n_rows), in the order of the cells.
    /// - Complexity: O(n).
    static func rates(_ cells: [Cell], groups: Int, top: Double, weights: Span<UInt8>) -> [GroupRates] {
        var rates = [GroupRates](repeating: GroupRates(), count: groups)
        var total = 0
        for index in weights.indices { total += Int(weights[index]) }
        var left = Double(RankedCounts.selected(share: top, of: total))
        var start = 0
        // Cells are in order of level: each pass takes the rows of one.
        while start < cells.count {
            var end = start
            var size = 0
            while end < cells.count, cells[end].level == cells[start].level {
                size += Int(weights[end])
                end += 1
            }
            let share = size == 0 ? 0 : min(1, left / Double(size))
            left = max(0, left - Double(size))
            for index in start..<end where weights[index] > 0 {
                rates[Int(cells[index].group)].add(
                    rows: Int(weights[index]), selectedShare: share, isPositive: cells[index].isPositive)
            }
            start = end
        }
        return rates
    }

    /// What was drawn of some values: of the one with the fewest.
    func units(ofMembers members: [Int]) -> PercentileInterval.Units {
        PercentileInterval.Units(count: members.map { unitCounts[$0] }.min() ?? 0, clusters)
    }

    /// The rates of each resample, in order.
    ///
    /// - Complexity: O(resamples * n) on all processors.
    func resampled(_ resamples: Int, seed: UInt64) -> [[GroupRates]] {
        let (cells, groups, top) = (cells, members.count, top)
        return Resampling(count: resamples, seed: seed, rowCount: cells.count, clusters: clusters).map {
            Self.rates(cells, groups: groups, top: top, weights: $0)
        }
    }
}
