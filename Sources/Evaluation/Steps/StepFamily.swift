internal import Arithmetic

/// The search of many series for steps, with one false-alarm rate for all of them together.
///
/// Under the hypothesis that a series is a trend and noise, the noise's innovations may change places. All series are
/// shuffled by the same order of weeks, so that whatever moves them together stays; the largest standardized
/// statistic of each shuffle is what chance can do in the whole family. Step-down maxT: P. H. Westfall, S. S. Young,
/// "Resampling-Based Multiple Testing", 1993; residuals are shuffled as in D. Freedman, D. Lane, "A nonstochastic
/// interpretation of reported significance levels", 1983.
public struct StepFamily: Sendable {
    /// How often the weeks are shuffled.
    public let shuffles: Int
    private let seed: UInt64

    /// Creates a search.
    ///
    /// - Parameters:
    ///   - shuffles: at least 99; the smallest chance that can be told is 1 / (shuffles + 1).
    ///   - seed: the same seed gives the same answer on every machine.
    public init(shuffles: Int = 999, seed: UInt64 = 1) {
        precondition(shuffles >= 99)
        self.shuffles = shuffles
        self.seed = seed
    }

    /// The largest step of every series; nil for a series that is too short (`WeeklySeries.minimumWeeks`) or flat.
    ///
    /// Autocorrelation is hard to tell in one series, so that a series counts as autocorrelated at least as the median
    /// of its sort. A caller that reports those with `familyPValue <= rate` raises a false alarm in at most about that share of
    /// families without steps.
    ///
    /// - Parameter sorts: one number a series; those with one number are of one sort, such as all counts.
    /// - Complexity: O(shuffles x weeks x series).
    public func search(_ family: [WeeklySeries], sorts: [Int]) -> [StepChange?] {
        precondition(family.count == sorts.count)
        let members = members(family, sorts: sorts)
        let first = family.compactMap(\.weeks.first).min() ?? 0
        let last = family.compactMap(\.weeks.last).max() ?? 0
        // One row a member: the statistic as it is, then as shuffled.
        var statistics = members.map { member -> [Double] in
            var row = [Double](repeating: 0, count: shuffles + 1)
            row[0] = member.found.statistic
            return row
        }
        for shuffle in 0..<shuffles {
            var random = SplitMix64(seed: seed, stream: UInt64(shuffle))
            let keys = (first...max(first, last)).map { _ in random.next() }
            for (place, member) in members.enumerated() {
                let weeks = family[member.series].weeks
                let order = weeks.indices.sorted { keys[weeks[$0] - first] < keys[weeks[$1] - first] }
                statistics[place][shuffle + 1] = member.scan.statistic(
                    ofShuffled: order.map { member.innovations[$0] }, like: member.found)
            }
        }
        let chances = Self.stepDown(statistics.map(Self.standardized))
        var changes = [StepChange?](repeating: nil, count: family.count)
        for (place, member) in members.enumerated() {
            let weeks = family[member.series].weeks
            let (start, end) = member.found.step
            changes[member.series] = StepChange(
                firstWeek: weeks[start], lastWeek: end < weeks.count ? weeks[end - 1] : nil,
                height: member.found.height, statistic: member.found.statistic,
                familyPValue: chances[place])
        }
        return changes
    }

    /// A series that can be searched.
    private struct Member {
        var series: Int
        var scan: StepScan
        var found: StepScan.Found
        var innovations: [Double]
    }

    private func members(_ family: [WeeklySeries], sorts: [Int]) -> [Member] {
        var corrections: [Int: StepAutocorrelation] = [:]
        var scans: [(series: Int, scan: StepScan, index: Int)] = []
        for (series, weekly) in family.enumerated() where weekly.values.count >= WeeklySeries.minimumWeeks {
            let weeks = weekly.values.count
            let correction = corrections[weeks] ?? StepAutocorrelation(weeks: weeks, seed: seed)
            corrections[weeks] = correction
            let scan = StepScan(weekly, correction: correction)
            if let index = scan.autocorrelationIndex() { scans.append((series, scan, index)) }
        }
        return scans.compactMap { series, scan, _ in
            let alike = scans.filter { sorts[$0.series] == sorts[series] }.map(\.index).sorted()
            var scan = scan
            scan.leastIndex = alike[alike.count / 2]
            return scan.largest().map {
                Member(series: series, scan: scan, found: $0, innovations: scan.innovations($0))
            }
        }
    }

    /// Series of other lengths have other maxima by chance: each is measured by its own shuffles.
    private static func standardized(_ row: [Double]) -> [Double] {
        let mean = row.reduce(0, +) / Double(row.count)
        let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
        guard variance > 0 else { return row.map { _ in 0 } }
        return row.map { ($0 - mean) / variance.squareRoot() }
    }

    /// For each row, the chance that the largest of it and of all rows with smaller first entries reaches its own.
    private static func stepDown(_ rows: [[Double]]) -> [Double] {
        guard let count = rows.first?.count else { return [] }
        let order = rows.indices.sorted { (rows[$1][0], $0) < (rows[$0][0], $1) }
        var largest = [Double](repeating: -.infinity, count: count)
        var chances = [Double](repeating: 1, count: rows.count)
        for place in order.reversed() {
            for column in 0..<count { largest[column] = max(largest[column], rows[place][column]) }
            chances[place] = Double(largest.count { $0 >= rows[place][0] }) / Double(count)
        }
        var floor = 0.0
        for place in order {
            floor = max(floor, chances[place])
            chances[place] = floor
        }
        return chances
    }
}
