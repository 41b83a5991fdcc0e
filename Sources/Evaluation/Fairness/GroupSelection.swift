/// Who is selected in the overall top share, and how well is ranked and expected, by the groups of a partition.
///
/// Names and meaning are Fairlearn's, `between_groups`: the difference is that of the largest and the
/// smallest rate. Tied rows at the edge are selected by their expected share.
struct GroupSelection {
    /// The rows of each group.
    let members: [GroupPartition.Group]

    let name: String
    let top: Double
    let minimumGroupSize: Int
    /// The rates of each group, in the order of the members, then those of all rows.
    let rates: [GroupRates]
    /// Whether the scores are probabilities, so that calibration means something.
    let hasProbabilities: Bool
    let cells: [Cell]
    let clusters: RankedRows.Clusters?
    /// What each group has, in the order of the members, then all rows.
    private let units: [GroupUnits]
    private let pulls: Pulls
    private let centres: [Double]

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

    /// - Parameters:
    ///   - levels: the place of each row's score among the set's distinct ones; nil has them found.
    ///   - isCompared: whether contrasts are asked for; without them nothing is counted of calibration.
    /// - Complexity: O(n log n).
    init(
        _ set: EvaluationSet, _ partition: GroupPartition, top: Double, minimumGroupSize: Int,
        levels: [Int32]? = nil, isCompared: Bool = true
    ) {
        name = partition.name
        members = partition.groups
        self.top = top
        self.minimumGroupSize = minimumGroupSize
        var groupOfRow = [Int32](repeating: 0, count: set.count)
        for (index, member) in members.enumerated() {
            for row in member.rows { groupOfRow[row] = Int32(index) }
        }
        let levels = levels ?? RankedCounts(set).levels(of: set.scores)
        let cells = Self.ordered(
            set.scores.indices.map { row in
                Cell(
                    level: levels[row], group: groupOfRow[row], isPositive: set.labels[row],
                    cluster: set.clusters?.numbers[row] ?? 0)
            })
        self.cells = cells
        clusters = set.clusters.map {
            RankedRows.Clusters(name: $0.name, numbers: cells.map(\.cluster), count: $0.count)
        }
        let selected = RankedCounts.selected(share: top, of: cells.count)
        let lastSelected = selected > 0 ? cells[selected - 1].level : -1
        var met = [UInt8](repeating: 0, count: set.clusters?.count ?? 0)
        units = (members.map(\.rows) + [Array(set.labels.indices)]).map { rows in
            GroupUnits(rows, of: set, isSelected: { levels[$0] <= lastSelected }, met: &met)
        }
        hasProbabilities = set.scale == .probability
        (pulls, centres) = Self.calibration(isCompared ? set : nil, members, cells: cells)
        let ones = [UInt8](repeating: 1, count: cells.count)
        rates = Self.rates(cells, pulls: pulls, centres: centres, top: top, weights: ones.span)
    }

    /// Sorts cells, level by level: most levels have one row.
    private static func ordered(_ cells: [Cell]) -> [Cell] {
        let levelCount = (cells.map(\.level).max() ?? -1) + 1
        var starts = [Int](repeating: 0, count: Int(levelCount) + 1)
        for cell in cells { starts[Int(cell.level) + 1] += 1 }
        for level in 0..<Int(levelCount) { starts[level + 1] += starts[level] }
        var next = starts
        var ordered = cells
        for cell in cells {
            ordered[next[Int(cell.level)]] = cell
            next[Int(cell.level)] += 1
        }
        for level in 0..<Int(levelCount) where starts[level + 1] - starts[level] > 1 {
            ordered[starts[level]..<starts[level + 1]].sort()
        }
        return ordered
    }

    /// What was drawn of what a metric of some groups rests on: of the group with the fewest.
    ///
    /// - Parameter members: indices of groups, or the number of groups for all rows.
    func units(_ metric: ContrastedMetric, ofMembers members: [Int]) -> PercentileInterval.Units {
        var found = PercentileInterval.Units(
            count: members.map { metric.units(units[$0]) }.min() ?? 0, clusters)
        found.name += metric.unitSuffix
        return found
    }

    /// The rates of each resample, in order.
    ///
    /// - Complexity: O(resamples * n) on all processors.
    func resampled(_ resamples: Int, seed: UInt64) -> [[GroupRates]] {
        let (cells, pulls, centres, top) = (cells, pulls, centres, top)
        return Resampling(count: resamples, seed: seed, rowCount: cells.count, clusters: clusters).map {
            Self.rates(cells, pulls: pulls, centres: centres, top: top, weights: $0)
        }
    }
}
