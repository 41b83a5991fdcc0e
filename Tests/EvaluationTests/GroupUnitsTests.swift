import Evaluation
import Testing

/// An interval rests on the clusters that hold what a share is of, and not on all that the group has.
@Suite struct GroupUnitsTests {
    private struct Row {
        var account: String
        var region: String
        var score: Double
        var isPositive: Bool
    }

    /// The rows of two regions of 40 accounts with 5 rows each.
    private func rows(_ row: (_ region: String, _ account: Int, _ number: Int) -> (Double, Bool)) -> [Row] {
        ["A", "B"].flatMap { region in
            (0..<200).map { place in
                let (score, isPositive) = row(region, place / 5, place % 5)
                return Row(
                    account: "\(region)\(place / 5)", region: region, score: score, isPositive: isPositive)
            }
        }
    }

    private func evaluate(_ rows: [Row], top: Double, areClustered: Bool = true) throws -> [MetricRow] {
        let set = try EvaluationSet(
            scores: rows.map(\.score), labels: rows.map(\.isPositive),
            groups: [Grouping(name: "region", values: rows.map(\.region))],
            clusters: areClustered ? Clustering(name: "account", keys: rows.map(\.account)) : nil)
        return try EvaluationPlan(top: top, groups: ["region"], resamples: 100).evaluate(set)
    }

    private func expect(_ metric: String, _ group: String, _ rows: [MetricRow], lacks: String?) throws {
        let row = try #require(rows.first { $0.metric == metric && $0.group == group })
        #expect(row.value != nil, "\(metric) of \(group)")
        #expect((row.lower == nil) == (lacks != nil), "\(metric) of \(group): \(row.method)")
        if let lacks {
            #expect(row.method.hasSuffix("no interval, fewer than 10 clusters\(lacks)"), "\(row.method)")
        }
    }

    /// In A only some accounts have positives, and nothing else.
    @Test(arguments: [9, 10]) func aRateOfPositivesGoesByTheirAccounts(winners: Int) throws {
        let rows = rows { region, account, number in
            let isPositive = region == "A" ? account < winners : number < 2
            return (Double((account * 31 + number * 17) % 97 + (isPositive ? 5 : 0)) / 200, isPositive)
        }
        let found = try evaluate(rows, top: 0.5)
        let isFew = winners < 10
        try expect("true_positive_rate", "region=A", found, lacks: isFew ? " with positives" : nil)
        try expect("equal_opportunity_difference", "region", found, lacks: isFew ? " with positives" : nil)
        try expect(
            "equal_opportunity_ratio_to_overall", "region", found, lacks: isFew ? " with positives" : nil)
        try expect("auroc_difference", "region", found, lacks: isFew ? " of a class" : nil)
        try expect(
            "calibration_in_the_large_difference", "region", found, lacks: isFew ? " of a class" : nil)
        for metric in ["selection_rate", "false_positive_rate", "precision"] {
            try expect(metric, "region=A", found, lacks: nil)
        }
        try expect("true_positive_rate", "region=B", found, lacks: nil)
        try expect("demographic_parity_difference", "region", found, lacks: nil)
        try expect("false_positive_rate_difference", "region", found, lacks: nil)
    }

    /// In A only some accounts have rows in the top.
    @Test(arguments: [9, 10]) func precisionGoesByTheAccountsThatAreSelected(selected: Int) throws {
        let rows = rows { region, account, number in
            let isHigh = region == "A" ? account < selected : number == 0
            return (isHigh ? 0.9 : 0.1, (account + number) % 2 == 0)
        }
        let found = try evaluate(rows, top: Double(5 * selected + 40) / 400)
        let lacks = selected < 10 ? " with selected rows" : nil
        try expect("precision", "region=A", found, lacks: lacks)
        try expect("precision_difference", "region", found, lacks: lacks)
        try expect("precision", "region=B", found, lacks: nil)
        try expect("true_positive_rate", "region=A", found, lacks: nil)
    }

    /// Two groups with one rate are two groups all the same: another draw would tell them apart.
    @Test func groupsThatAreAlikeHaveAnInterval() throws {
        let rows = rows { _, account, number in
            (Double((account * 31 + number * 17) % 97) / 100, number < 2)
        }
        for areClustered in [true, false] {
            let found = try evaluate(rows, top: 0.5, areClustered: areClustered)
            for name in ["demographic_parity", "equal_opportunity", "auroc"] {
                let difference = try #require(found.first { $0.metric == name + "_difference" })
                #expect(difference.value == 0 && difference.lower == 0, "\(difference)")
                #expect(try #require(difference.upper) > 0.01, "\(difference)")
                let ratio = try #require(found.first { $0.metric == name + "_ratio" })
                #expect(ratio.value == 1 && ratio.upper == 1, "\(ratio)")
                #expect(try #require(ratio.lower) < 0.99, "\(ratio)")
                #expect(difference.method.contains("region=A and region=B"), "\(difference)")
            }
        }
    }
}
