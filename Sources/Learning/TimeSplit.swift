public import Features

/// Rows of a training slice that a strength is tried on: earlier ones to fit, later ones to look at.
public struct TimeSplit: Equatable, Sendable {
    /// The rows that are fitted, ascending: their answers were complete before the first of the later rows was asked about.
    public var train: [Int]
    /// The later rows, ascending.
    public var validation: [Int]
    /// Earlier rows that are left out, since their answers were not complete.
    public var purged: Int
    /// Rows of either side that are left out, since their group is on the other one.
    public var shared = 0
    /// When the first of the later rows was asked about.
    public var start: Instant

    /// Cuts the newer half of a slice into parts of about the same number of rows, none of which parts rows of one cutoff.
    ///
    /// - Parameters:
    ///   - cutoffs: when each row was asked about; shape (rows).
    ///   - labelEnds: the first instant after each row's label window; shape (rows).
    ///   - embargo: how long before a later part answers must be complete.
    ///   - count: the number of parts; above 0.
    /// - Returns: a split a part, in the order of time; less than `count` where there are too few cutoffs.
    /// - Precondition: the shapes are equal.
    /// - Complexity: O(rows * (count + log rows) + cutoffs * count).
    static func rolling(
        cutoffs: [Instant], labelEnds: [Instant], embargo: TimeSpan, count: Int
    ) -> [TimeSplit] {
        precondition(cutoffs.count == labelEnds.count, "each row has a label window")
        let order = cutoffs.indices.sorted { (cutoffs[$0], $0) < (cutoffs[$1], $1) }
        let half = order.count / 2
        // Where a cutoff's rows begin, and where the last one's end.
        let starts =
            order.indices.filter { $0 == 0 || cutoffs[order[$0]] != cutoffs[order[$0 - 1]] } + [order.count]
        let bounds = (0...count).map { part in
            let wanted = half + part * (order.count - half) / count
            return starts.min { (abs($0 - wanted), $0) < (abs($1 - wanted), $1) } ?? 0
        }
        return zip(bounds, bounds.dropFirst()).compactMap { lower, upper in
            guard lower > 0, lower < upper else { return nil }
            let start = cutoffs[order[lower]]
            let train = order[..<lower].filter { labelEnds[$0] + embargo <= start }
            return TimeSplit(
                train: train.sorted(), validation: order[lower..<upper].sorted(),
                purged: lower - train.count, start: start)
        }
    }

    /// The split with no group on both sides.
    ///
    /// Of the groups that have rows on both, those of even numbers keep their earlier rows, the others the later ones: half of
    /// each, so that leads who are asked about again and again leave rows on both sides.
    ///
    /// - Parameter groups: who belongs together, by number; shape (rows).
    /// - Complexity: O(rows).
    func keepingApart(_ groups: [Int]) -> TimeSplit {
        let both = Set(train.map { groups[$0] }).intersection(validation.map { groups[$0] })
        var split = self
        split.train.removeAll { both.contains(groups[$0]) && !groups[$0].isMultiple(of: 2) }
        split.validation.removeAll { both.contains(groups[$0]) && groups[$0].isMultiple(of: 2) }
        split.shared = train.count + validation.count - split.train.count - split.validation.count
        return split
    }
}
