/// By how much outcomes exceed probabilities in each of ten bins of equal mass.
struct CalibrationGaps {
    /// One bin: its rows, their mean outcome less mean probability, and the variance of that mean.
    struct Gap {
        var size = 0.0
        var gap = 0.0
        var variance = 0.0
    }

    let gaps: [Gap]
    /// The bin of each level, (n_levels).
    let binOfLevel: [Int]

    /// - Complexity: O(n).
    init(_ rows: RankedRows) {
        let counts = rows.counts
        let raw = counts.calibrationBinOfLevel()
        // Bins that ties leave empty are closed up.
        var places: [Int: Int] = [:]
        let binOfLevel = raw.map { bin in
            let place = places[bin, default: places.count]
            places[bin] = place
            return place
        }
        var gaps = [Gap](repeating: Gap(), count: places.count)
        for level in counts.scores.indices {
            let (positives, negatives) = (Double(counts.positives[level]), Double(counts.negatives[level]))
            gaps[binOfLevel[level]].size += positives + negatives
            gaps[binOfLevel[level]].gap += positives - (positives + negatives) * counts.scores[level]
        }
        for bin in gaps.indices { gaps[bin].gap /= gaps[bin].size }
        func deviation(_ level: Int, _ isPositive: Bool) -> Double {
            (isPositive ? 1 : 0) - counts.scores[level] - gaps[binOfLevel[level]].gap
        }
        var squares = [Double](repeating: 0, count: gaps.count)
        var units = gaps.map(\.size)
        if let clusters = rows.clusters {
            var sums = [Double](repeating: 0, count: gaps.count * clusters.count)
            var isSeen = [Bool](repeating: false, count: sums.count)
            for row in rows.levels.indices {
                let level = Int(rows.levels[row])
                let cell = binOfLevel[level] * clusters.count + Int(clusters.numbers[row])
                sums[cell] += deviation(level, rows.labels[row])
                isSeen[cell] = true
            }
            for bin in gaps.indices {
                let cells = bin * clusters.count..<(bin + 1) * clusters.count
                squares[bin] = sums[cells].reduce(0) { $0 + $1 * $1 }
                units[bin] = Double(isSeen[cells].count { $0 })
            }
        } else {
            for level in counts.scores.indices {
                let (positive, negative) = (deviation(level, true), deviation(level, false))
                squares[binOfLevel[level]] +=
                    Double(counts.positives[level]) * positive * positive
                    + Double(counts.negatives[level]) * negative * negative
            }
        }
        for bin in gaps.indices where units[bin] > 1 {
            let size = gaps[bin].size
            gaps[bin].variance = squares[bin] * (units[bin] / (units[bin] - 1)) / (size * size)
        }
        self.gaps = gaps
        self.binOfLevel = binOfLevel
    }
}
