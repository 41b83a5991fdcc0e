import Evaluation
import FoundationEssentials
import Testing
import TestKit

/// The search for steps keeps its false-alarm rate, and finds steps.
struct StepFamilyTests {
    private static let weeks = 32

    /// Six series of weekly counts with more spread than Poisson's; `factor` in percent from a week on.
    private func family(seed: UInt64, factor: Int = 100, from start: Int = 20) -> [WeeklySeries] {
        var random = SplitMix64(seed: seed)
        return (0..<6).map { place in
            let counts = (0..<Self.weeks).map { week -> Int in
                let level = (30 + 20 * place) * (90 + random.below(21)) / 100 + week / 4
                let raised = place == 2 && week >= start ? level * factor / 100 : level
                return (0..<3 * raised).count { _ in random.oneIn(3) }
            }
            return WeeklySeries(weeks: Array(0..<Self.weeks), counts: counts)
        }
    }

    private func alarms(_ family: [WeeklySeries]) -> [Int] {
        let changes = StepFamily(shuffles: 99).search(family, sorts: family.map { _ in 0 })
        return changes.indices.filter { (changes[$0]?.familyPValue ?? 1) <= 0.05 }
    }

    /// Of 30 families at 5 %, one or two are to be expected and more than 6 come by a chance of one in 1,600.
    @Test func cleanFamiliesKeepTheRate() {
        let count = (1...30).count { !alarms(family(seed: UInt64($0))).isEmpty }
        #expect(count <= 6)
    }

    /// Of 400 families, 20 are to be expected; 95 % of all draws give 12 to 29.
    ///
    /// `scripts/proofs step-rate` runs it.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["LEADLINE_PROOFS"] == "1"))
    func fourHundredFamiliesKeepTheRate() {
        let count = (1001...1400).count { !alarms(family(seed: UInt64($0))).isEmpty }
        print("\(count) of 400 families without a step raise an alarm at 5 %")
        #expect(count <= 29)
    }

    /// Twice as much in one of six series: found in the right week in most families.
    @Test func aDoublingIsFound() throws {
        var found = 0
        for seed in 100..<106 {
            let family = family(seed: UInt64(seed), factor: 200)
            let changes = StepFamily(shuffles: 99).search(family, sorts: family.map { _ in 0 })
            let change = try #require(changes[2])
            if change.familyPValue <= 0.05, abs(change.firstWeek - 20) <= 1, change.height > 0 { found += 1 }
        }
        #expect(found >= 4)
    }

    @Test func aPassingStepHasAnEnd() throws {
        let values = (0..<52).map { (20..<24).contains($0) ? 200 + $0 % 3 : 100 + ($0 * 7) % 11 }
        let series = WeeklySeries(weeks: Array(0..<52), counts: values)
        let change = try #require(StepFamily().search([series], sorts: [0])[0])
        #expect(change.firstWeek == 20 && change.lastWeek == 23 && change.familyPValue <= 0.01)
    }

    @Test func flatAndShortSeriesHaveNoStep() {
        let flat = WeeklySeries(weeks: Array(0..<30), counts: [Int](repeating: 9, count: 30))
        let short = WeeklySeries(weeks: Array(0..<11), counts: Array(0..<11))
        let line = WeeklySeries(
            weeks: Array(0..<30), values: (0..<30).map(Double.init), weights: (0..<30).map { _ in 1 })
        let changes = StepFamily(shuffles: 99).search([flat, short, line], sorts: [0, 0, 0])
        #expect(changes == [nil, nil, nil])
        #expect(StepFamily(shuffles: 99).search([], sorts: []) == [])
    }

    @Test func aPerfectStepIsSure() throws {
        let series = WeeklySeries(
            weeks: Array(0..<30), means: (0..<30).map { $0 < 15 ? 0 : 1 },
            counts: [Int](repeating: 50, count: 30), variance: 0.25)
        let change = try #require(StepFamily().search([series], sorts: [0])[0])
        #expect(change.firstWeek == 15 && change.familyPValue <= 0.01 && change.statistic.isFinite)
    }

    @Test func theAnswerIsTheSameAtEveryRun() {
        let family = family(seed: 7, factor: 200)
        let search = StepFamily(shuffles: 99)
        #expect(
            search.search(family, sorts: [0, 0, 0, 1, 1, 1])
                == search.search(family, sorts: [0, 0, 0, 1, 1, 1]))
    }
}
