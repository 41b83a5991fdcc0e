extension GroupSelection {
    /// How a row pulls at calibration in the large: at its group's own, and at that of all rows.
    struct Pull: Sendable {
        var own: Recalibration.Pull
        var overall: Recalibration.Pull
    }

    /// What is counted of every group, and of all rows together as the last, each row counting as often as its weight
    /// says.
    ///
    /// - Parameter weights: (n_rows), in the order of the cells.
    /// - Complexity: O(n).
    static func rates(
        _ cells: [Cell], pulls: [Pull], centres: [Double], top: Double, weights: Span<UInt8>
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
            // Within a level cells are in order of group, positives first.
            var (run, tied) = (-1, 0)
            var level = (positives: 0, negatives: 0)
            for index in start..<end where weights[index] > 0 {
                let (weight, cell) = (Int(weights[index]), cells[index])
                let group = Int(cell.group)
                if group != run { (run, tied) = (group, 0) }
                rates[group].add(rows: weight, selectedShare: share, isPositive: cell.isPositive)
                rates[overall].add(rows: weight, selectedShare: share, isPositive: cell.isPositive)
                if cell.isPositive {
                    tied += weight
                    level.positives += weight
                } else {
                    rates[group].addNegatives(weight, tied: tied)
                    level.negatives += weight
                }
                if pulls.isEmpty { continue }
                rates[group].add(pulls[index].own, times: Double(weight))
                rates[overall].add(pulls[index].overall, times: Double(weight))
            }
            rates[overall].addNegatives(level.negatives, tied: level.positives)
            start = end
        }
        return rates
    }

    /// How each row pulls at calibration in the large, in the order of the cells, and the value of each group and of all
    /// rows; no pulls and no numbers where the scores are no probabilities, or there is nothing to take them from.
    ///
    /// - Complexity: O(n log n).
    static func calibration(
        _ set: EvaluationSet?, _ members: [GroupPartition.Group], cells: [Cell]
    ) -> (pulls: [Pull], centres: [Double]) {
        let nothing = [Double](repeating: .nan, count: members.count + 1)
        guard let set, set.scale == .probability else { return ([], nothing) }
        let fits = members.map { member in
            Recalibration(
                RankedCounts(
                    scores: member.rows.map { set.scores[$0] }, labels: member.rows.map { set.labels[$0] }),
                fixesSlope: true)
        }
        guard let overall = Recalibration(RankedCounts(set), fixesSlope: true) else {
            return ([], nothing)
        }
        // Which of its own levels each group is at, as all levels are gone through.
        var places = [Int](repeating: -1, count: members.count)
        var last = [Int32](repeating: -1, count: members.count)
        let pulls = cells.map { cell -> Pull in
            let group = Int(cell.group)
            if last[group] != cell.level {
                last[group] = cell.level
                places[group] += 1
            }
            return Pull(
                own: fits[group]?.pull(places[group], cell.isPositive) ?? .nothing,
                overall: overall.pull(Int(cell.level), cell.isPositive))
        }
        return (pulls, fits.map { $0?.intercept ?? .nan } + [overall.intercept])
    }
}
