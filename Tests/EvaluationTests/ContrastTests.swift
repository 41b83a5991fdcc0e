import Foundation
import Testing

@testable import Evaluation

/// Differences and ratios between groups, against what a reader would write down.
@Suite struct ContrastTests {
    private let sample = Sample(seed: 11, count: 600, levels: 30)

    private func rows(
        _ sample: Sample, minimum: Int = 50, renaming: [String: String] = [:],
        scale: ScoreScale = .probability
    ) throws -> [MetricRow] {
        let region = sample.region.map { $0.map { renaming[$0] ?? $0 } }
        let set = try EvaluationSet(
            scores: sample.scores, labels: sample.labels,
            groups: [Grouping(name: "region", values: region)], scale: scale)
        return try EvaluationPlan(
            top: 0.2, groups: ["region"], minimumGroupSize: minimum, resamples: 40
        ).evaluate(set)
    }

    private func row(_ metric: String, _ rows: [MetricRow], _ group: String = "region") throws -> MetricRow {
        try #require(rows.first { $0.metric == metric && $0.group == group }, "\(metric)")
    }

    /// The share of each row that is selected, ties expected: whoever is selected in one of all orders of equal rows.
    private func selected() -> [Double] {
        let count = Int((0.2 * 600).rounded(.up))
        return sample.scores.map { score in
            let above = sample.scores.count { $0 > score }
            let equal = sample.scores.count { $0 == score }
            return min(1, max(0, Double(count - above) / Double(equal)))
        }
    }

    private func auroc(_ rows: [Int]) -> Double {
        var (won, pairs) = (0.0, 0.0)
        for positive in rows where sample.labels[positive] {
            for negative in rows where !sample.labels[negative] {
                let (above, below) = (sample.scores[positive], sample.scores[negative])
                won += above > below ? 1 : above == below ? 0.5 : 0
                pairs += 1
            }
        }
        return won / pairs
    }

    /// The logit shift that makes the mean probability that of the outcome, by halving.
    private func calibration(_ rows: [Int]) -> Double {
        let wins = Double(rows.count { sample.labels[$0] })
        var (low, high) = (-20.0, 20.0)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            let expected = rows.reduce(0.0) { sum, row in
                let kept = min(max(sample.scores[row], .ulpOfOne), 1 - .ulpOfOne)
                return sum + 1 / (1 + exp(-(log(kept / (1 - kept)) + middle)))
            }
            if expected < wins { low = middle } else { high = middle }
        }
        return low
    }

    /// Of two groups only the difference of one rate between them is no choice among several.
    @Test func whatWasChosenAmongSeveralSaysSo() throws {
        let region: [String?] = sample.region.indices.map { $0.isMultiple(of: 2) ? "EU" : "US" }
        let set = try EvaluationSet(
            scores: sample.scores, labels: sample.labels,
            groups: [Grouping(name: "region", values: region)])
        let rows = try EvaluationPlan(top: 0.2, groups: ["region"], resamples: 200).evaluate(set)
        for (metric, comparisons) in [
            ("equal_opportunity_difference", 1), ("equal_opportunity_ratio", 1), ("auroc_difference", 1),
            ("equalized_odds_difference", 2), ("equalized_odds_ratio", 2),
            ("equal_opportunity_difference_to_overall", 2), ("equalized_odds_difference_to_overall", 4),
        ] {
            let row = try row(metric, rows)
            #expect(
                row.method.contains("of all \(comparisons) comparisons at once") == (comparisons > 1),
                "\(metric): \(row.method)")
        }
        // The odds are of the rate that differs more, among more comparisons than that rate's own.
        let odds = try row("equalized_odds_difference", rows)
        let rates = try ["equal_opportunity_difference", "false_positive_rate_difference"].map {
            try row($0, rows)
        }
        let farther = try #require(rates.first { $0.value == odds.value })
        let (upper, own) = (try #require(odds.upper), try #require(farther.upper))
        #expect(upper > own, "\(odds), \(farther)")
    }

    @Test func areThoseOfEveryFormula() throws {
        let share = selected()
        let all = Array(sample.labels.indices)
        let groups = ["EU", "US", nil].map { name in all.filter { sample.region[$0] == name } }
        func rate(_ rows: [Int], among: (Int) -> Double) -> Double {
            rows.reduce(0.0) { $0 + share[$1] * among($1) } / rows.reduce(0.0) { $0 + among($1) }
        }
        let formulas: [(String, ([Int]) -> Double)] = [
            ("demographic_parity", { rate($0) { _ in 1 } }),
            ("equal_opportunity", { rate($0) { self.sample.labels[$0] ? 1 : 0 } }),
            ("false_positive_rate", { rate($0) { self.sample.labels[$0] ? 0 : 1 } }),
            (
                "precision",
                { rows in
                    rows.reduce(0.0) { $0 + (self.sample.labels[$1] ? share[$1] : 0) }
                        / rows.reduce(0.0) { $0 + share[$1] }
                }
            ),
            ("auroc", auroc),
        ]
        let found = try rows(sample)
        var differences: [String: [Double]] = [:]
        for (name, formula) in formulas {
            let values = groups.map(formula)
            let (overall, largest, smallest) = (formula(all), values.max() ?? 0, values.min() ?? 0)
            let expected: [String: Double] = [
                "difference": largest - smallest, "ratio": smallest / largest,
                "difference_to_overall": values.map { abs($0 - overall) }.max() ?? 0,
                "ratio_to_overall": values.map { min($0 / overall, overall / $0) }.min() ?? 0,
            ]
            for (kind, value) in expected {
                let row = try row("\(name)_\(kind)", found)
                let number = try #require(row.value)
                #expect(abs(number - value) < 1e-12, "\(name)_\(kind)")
                #expect(row.n == 600 && row.method.contains("3 of 3 groups"))
                #expect(row.method.hasPrefix(kind.hasSuffix("overall") ? "to_overall" : "between_groups"))
                let (lower, upper) = (try #require(row.lower), try #require(row.upper))
                #expect(lower <= upper && lower >= 0 && upper <= 1, "\(name)_\(kind)")
                differences[kind, default: []].append(value)
            }
        }
        // Equalized odds are the worse of the second and the third.
        for (kind, values) in differences {
            let odds = try #require(try row("equalized_odds_\(kind)", found).value)
            let worse = kind.hasPrefix("ratio") ? min(values[1], values[2]) : max(values[1], values[2])
            #expect(abs(odds - worse) < 1e-12)
        }
        let shifts = groups.map(calibration)
        let shift = try #require(try row("calibration_in_the_large_difference", found).value)
        #expect(abs(shift - ((shifts.max() ?? 0) - (shifts.min() ?? 0))) < 1e-9)
        let whole = calibration(all)
        let overall = try #require(try row("calibration_in_the_large_difference_to_overall", found).value)
        #expect(abs(overall - (shifts.map { abs($0 - whole) }.max() ?? 0)) < 1e-9)
    }

    /// A resample is the rows written out as often as they are drawn.
    @Test func aResampleIsItsRowsWrittenOut() throws {
        let set = try sample.set()
        let selection = GroupSelection(
            set, GroupPartition(set.groups), top: 0.2, minimumGroupSize: 50)
        let (pulls, centres) = GroupSelection.calibration(set, selection.members, cells: selection.cells)
        let weights = selection.cells.indices.map { UInt8(($0 * 7 + $0 / 5) % 4) }
        let drawn = GroupSelection.rates(
            selection.cells, pulls: pulls, centres: centres, top: 0.2, weights: weights.span)
        let scores = RankedCounts(set).scores
        var (out, labels, regions): ([Double], [Bool], [String?]) = ([], [], [])
        for (cell, weight) in zip(selection.cells, weights) {
            for _ in 0..<weight {
                out.append(scores[Int(cell.level)])
                labels.append(cell.isPositive)
                regions.append(selection.members[Int(cell.group)].key.parts[0].value)
            }
        }
        let written = try EvaluationSet(
            scores: out, labels: labels, groups: [Grouping(name: "region", values: regions)])
        let expected = GroupSelection(
            written, GroupPartition(written.groups), top: 0.2, minimumGroupSize: 50
        ).rates
        #expect(drawn.count == 4 && expected.count == 4)
        for (drawn, expected) in zip(drawn, expected) {
            #expect(drawn.rows == expected.rows && drawn.positives == expected.positives)
            #expect(abs(drawn.selected - expected.selected) < 1e-9)
            #expect(abs(drawn.auroc - expected.auroc) < 1e-12)
            // One Newton step is as near as the weights are to 1.
            #expect(abs(drawn.calibrationInTheLarge - expected.calibrationInTheLarge) < 0.05)
        }
    }

    @Test func namesOfGroupsChangeNothing() throws {
        let plain = try rows(sample).filter { $0.group == "region" }
        // The order of names decides which of equal rows is drawn, and nothing else.
        let swapped = try rows(sample, renaming: ["EU": "z", "US": "a"]).filter { $0.group == "region" }
        #expect(plain.map(\.value) == swapped.map(\.value))
        let renamed = try rows(sample, renaming: ["EU": "aa & b=c", "US": "zz"]).filter {
            $0.group == "region"
        }
        #expect(plain.count == GroupSelection.contrastNames.count && plain.count == renamed.count)
        for (one, two) in zip(plain, renamed) {
            #expect(one.metric == two.metric && one.value == two.value && one.n == two.n)
            #expect(one.lower == two.lower && one.upper == two.upper, "\(one.metric)")
        }
    }

    @Test func smallGroupsAreLeftOut() throws {
        var small = sample
        for row in 0..<600 where small.region[row] == "EU" && row > 60 { small.region[row] = "US" }
        let found = try rows(small)
        #expect(try row("auroc_difference", found).method.contains("2 of 3 groups"))
        let none = try rows(small, minimum: 500)
        for name in GroupSelection.contrastNames {
            let row = try row(name, none)
            #expect(
                row.value == nil && row.method.contains("fewer than two groups are large enough"), "\(name)")
        }
    }

    @Test func rankingsHaveNoCalibration() throws {
        let found = try rows(sample, scale: .ranking)
        #expect(try row("calibration_in_the_large_difference", found).method.contains("not probabilities"))
        #expect(try row("auroc_difference", found).value != nil)
    }
}
