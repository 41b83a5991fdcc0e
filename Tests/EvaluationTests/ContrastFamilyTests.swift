import Arithmetic
import Glibc
import Testing

@testable import Evaluation

/// The largest of many differences, of groups that are alike and of groups that are not.
@Suite struct ContrastFamilyTests {
    /// Numbers in 0..<1 of a file.
    private struct Draw {
        var generator: SplitMix64

        init(file: Int) { generator = SplitMix64(seed: 21, stream: UInt64(file)) }

        mutating func uniform() -> Double { Double(generator.next() >> 11) / 9_007_199_254_740_992 }
        mutating func normal() -> Double {
            (-2 * log(1 - uniform())).squareRoot() * cos(2 * Double.pi * uniform())
        }
    }

    /// How many of 200 a group has, and how often that would be another number.
    private func level(_ chance: Double, _ draw: inout Draw, units: Int = 200) -> ContrastFamily.Level {
        let value = Double((0..<units).count { _ in draw.uniform() < chance }) / Double(units)
        let error = (value * (1 - value) / Double(units)).squareRoot()
        return ContrastFamily.Level(
            value: value, drawn: (0..<200).map { _ in error * draw.normal() }, units: units)
    }

    private func family(_ chances: [Double], file: Int, _ method: GroupContrast.Method) -> ContrastFamily {
        var draw = Draw(file: file)
        return ContrastFamily(
            [.init(levels: chances.map { level($0, &draw) }, method: method)], isClustered: false)
    }

    /// The interval of the farthest two alone says of a third of such files that groups differ.
    @Test func groupsThatAreAlikeSeldomDiffer() {
        let files = 300
        let alike = [Double](repeating: 0.3, count: 5)
        let apart = (0..<files).count { (family(alike, file: $0, .betweenGroups).ends?.lower ?? 0) > 0 }
        #expect((6...27).contains(apart), "\(apart) of \(files)")
        let apartFromAll = (0..<files).count {
            (family(alike + [0.3], file: $0, .toOverall).ends?.lower ?? 0) > 0
        }
        #expect((6...27).contains(apartFromAll), "\(apartFromAll) of \(files)")
    }

    /// The truth is 0.25, whichever groups the data show farthest apart.
    @Test func theEndsHoldTheLargestDifference() throws {
        var (held, found) = (0, 0)
        for file in 0..<300 {
            let ends = try #require(family([0.3, 0.45, 0.3, 0.2, 0.3], file: file, .betweenGroups).ends)
            if ends.lower <= 0.25, 0.25 <= ends.upper { held += 1 }
            if ends.lower > 0 { found += 1 }
        }
        #expect(held >= 285, "\(held)")
        #expect(found >= 290, "\(found)")
    }

    /// Of two, the reach is that of one difference.
    @Test func aFamilyOfOneIsWide() throws {
        var draw = Draw(file: 1)
        let levels = [0.3, 0.4].map { level($0, &draw, units: 400) }
        let family = ContrastFamily([.init(levels: levels, method: .betweenGroups)], isClustered: false)
        let ends = try #require(family.ends)
        let size = abs(levels[0].value - levels[1].value)
        let variance = levels.reduce(0) { $0 + $1.value * (1 - $1.value) / 400 }
        #expect(abs((ends.upper - size) / variance.squareRoot() - 1.96) < 0.25)
        #expect(family.count == 1)
        // A dozen clusters tell their own error badly.
        func few(isClustered: Bool) throws -> Double {
            let few = levels.map { ContrastFamily.Level(value: $0.value, drawn: $0.drawn, units: 12) }
            return try #require(
                ContrastFamily([.init(levels: few, method: .betweenGroups)], isClustered: isClustered).ends
            ).upper - size
        }
        #expect(abs(try few(isClustered: true) / few(isClustered: false) - 2.200985 / 1.959964) < 1e-6)
    }

    /// What no resample moves is not known to differ, and what few of them define has no ends.
    @Test func whatResamplesCannotTellHasNoEnds() {
        var draw = Draw(file: 2)
        let moving = [0.3, 0.4].map { level($0, &draw) }
        let still = ContrastFamily.Level(value: 0.9, drawn: [Double](repeating: 0, count: 200), units: 200)
        func family(_ levels: [ContrastFamily.Level]) -> ContrastFamily {
            ContrastFamily([.init(levels: levels, method: .betweenGroups)], isClustered: false)
        }
        #expect(family([moving[0], still, moving[1]]).ends != nil)
        let none = family([still, still, still])
        #expect(none.ends == nil && none.isDefined)
        let gaps = ContrastFamily.Level(
            value: 0.5, drawn: (0..<200).map { $0 < 99 ? 0.01 * Double($0 % 7) : .nan }, units: 200)
        let few = family(moving + [gaps])
        #expect(few.ends == nil && !few.isDefined)
    }

    /// Five groups of 200 through the whole of an evaluation: nobody's chance depends on the group, or that of two does.
    private func rows(file: Int, shift: [Double], names: [String] = ["a", "b", "c", "d", "e"]) throws
        -> [MetricRow]
    {
        var draw = Draw(file: file)
        var (scores, labels, groups): ([Double], [Bool], [String?]) = ([], [], [])
        for row in 0..<1000 {
            let score = min(max(draw.uniform() + shift[row % 5], 0.001), 0.999)
            scores.append(score)
            labels.append(draw.uniform() < 0.2 + 0.5 * score)
            groups.append(names[row % 5])
        }
        let set = try EvaluationSet(
            scores: scores, labels: labels, groups: [Grouping(name: "g", values: groups)])
        let selection = GroupSelection(set, GroupPartition(set.groups), top: 0.2, minimumGroupSize: 50)
        return selection.comparisons(resampled: selection.resampled(60, seed: 5), slice: "test")
    }

    @Test func rowsOfAlikeGroupsReachNoDifference() throws {
        let files = 20
        var apart: [String: Int] = [:]
        for file in 0..<files {
            for row in try rows(file: file, shift: [0, 0, 0, 0, 0]) {
                let (value, lower) = (try #require(row.value), try #require(row.lower, "\(row)"))
                let upper = try #require(row.upper)
                #expect(lower <= value && value <= upper && lower >= 0, "\(row)")
                let isRatio = row.metric.contains("_ratio")
                if isRatio ? upper < 1 : lower > 0 { apart[row.metric, default: 0] += 1 }
            }
        }
        // One of twenty files is expected, and six where the interval is that of the farthest two.
        for (metric, count) in apart { #expect(count <= 4, "\(metric): \(count)") }
    }

    @Test func groupsFarApartAreFound() throws {
        let found = try rows(file: 1, shift: [0, 0.12, 0, -0.12, 0])
        let difference = try #require(found.first { $0.metric == "demographic_parity_difference" })
        #expect(try #require(difference.lower) > 0.05)
        #expect(
            difference.method
                == "between_groups, 5 of 5 groups, selection_rate in the overall top: g=b and g=d, farthest apart; "
                + "bootstrap 95% of all 10 comparisons at once (60 resamples)")
        let odds = try #require(found.first { $0.metric == "equalized_odds_difference" })
        #expect(odds.method.contains("of all 20 comparisons at once"), "\(odds.method)")
        #expect(try #require(odds.lower) > 0)
        let overall = try #require(found.first { $0.metric == "demographic_parity_ratio_to_overall" })
        #expect(overall.method.contains("of all 5 comparisons at once"), "\(overall.method)")
        // Names order the groups, and move no end.
        let renamed = try rows(file: 1, shift: [0, 0.12, 0, -0.12, 0], names: ["v", "w", "x", "y", "z"])
        #expect(found.map(\.lower) == renamed.map(\.lower) && found.map(\.upper) == renamed.map(\.upper))
    }
}
