extension GroupSelection {
    /// How rows pull at calibration in the large.
    struct Pulls: Sendable {
        /// Each row at its group's own, in the order of the cells; none where calibration means nothing.
        var own: [Recalibration.Pull] = []
        /// The rows of each level at that of all rows.
        var overall: [(ofPositive: Recalibration.Pull, ofNegative: Recalibration.Pull)] = []
    }

    /// What is counted of every group, and of all rows together as the last, each row counting as often as its weight
    /// says.
    ///
    /// - Parameter weights: (n_rows), in the order of the cells.
    /// - Complexity: O(n).
    static func rates(
        _ cells: [Cell], pulls: Pulls, centres: [Double], top: Double, weights: Span<UInt8>
    ) -> [GroupRates] {
        var rates = centres.map { GroupRates(centre: $0) }
        let overall = centres.count - 1
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
            // Within a level cells are in order of group, positives first. Rows of one sort are added at once: groups that are
            // alike have then the same rates to the last bit.
            var (run, tied) = (-1, 0)
            var sort = (rows: 0, isPositive: false)
            var level = (positives: 0, negatives: 0)
            for index in start..<end where weights[index] > 0 {
                let (weight, cell) = (Int(weights[index]), cells[index])
                let group = Int(cell.group)
                if group != run || cell.isPositive != sort.isPositive {
                    if sort.rows > 0 {
                        rates[run].add(rows: sort.rows, selectedShare: share, isPositive: sort.isPositive)
                    }
                    sort = (0, cell.isPositive)
                }
                if group != run { (run, tied) = (group, 0) }
                sort.rows += weight
                if cell.isPositive {
                    tied += weight
                    level.positives += weight
                } else {
                    rates[group].addNegatives(weight, tied: tied)
                    level.negatives += weight
                }
                if !pulls.own.isEmpty { rates[group].add(pulls.own[index], times: Double(weight)) }
            }
            if sort.rows > 0 {
                rates[run].add(rows: sort.rows, selectedShare: share, isPositive: sort.isPositive)
            }
            rates[overall].add(rows: level.positives, selectedShare: share, isPositive: true)
            rates[overall].add(rows: level.negatives, selectedShare: share, isPositive: false)
            rates[overall].addNegatives(level.negatives, tied: level.positives)
            if !pulls.own.isEmpty {
                let pull = pulls.overall[Int(cells[start].level)]
                rates[overall].add(pull.ofPositive, times: Double(level.positives))
                rates[overall].add(pull.ofNegative, times: Double(level.negatives))
            }
            start = end
        }
        return rates
    }

    /// How rows pull at calibration in the large, and the value of each group and of all rows; no pulls and no numbers where the
    /// scores are no probabilities, or there is nothing to take them from.
    ///
    /// - Complexity: O(n log n).
    static func calibration(
        _ set: EvaluationSet?, _ members: [GroupPartition.Group], cells: [Cell]
    ) -> (pulls: Pulls, centres: [Double]) {
        let nothing = [Double](repeating: .nan, count: members.count + 1)
        guard let set, set.scale == .probability else { return (Pulls(), nothing) }
        let fits = members.map { member in
            Recalibration(
                RankedCounts(
                    scores: member.rows.map { set.scores[$0] }, labels: member.rows.map { set.labels[$0] }),
                fixesSlope: true)
        }
        let counts = RankedCounts(set)
        guard let overall = Recalibration(counts, fixesSlope: true) else {
            return (Pulls(), nothing)
        }
        // Which of its own levels each group is at, as all levels are gone through.
        var places = [Int](repeating: -1, count: members.count)
        var last = [Int32](repeating: -1, count: members.count)
        let own = cells.map { cell -> Recalibration.Pull in
            let group = Int(cell.group)
            if last[group] != cell.level {
                last[group] = cell.level
                places[group] += 1
            }
            return fits[group]?.pull(places[group], cell.isPositive) ?? .nothing
        }
        let levels = counts.scores.indices.map { level in
            (ofPositive: overall.pull(level, true), ofNegative: overall.pull(level, false))
        }
        return (Pulls(own: own, overall: levels), fits.map { $0?.intercept ?? .nan } + [overall.intercept])
    }
}
