import Glibc
import Testing

@testable import Evaluation

/// Figures that others have published, each with its page.
@Suite struct WorkedExampleTests {
    /// A set of rows that are counted out: so many of each score and outcome.
    private func set(_ counts: [(score: Double, isPositive: Bool, count: Int)]) throws -> EvaluationSet {
        try EvaluationSet(
            scores: counts.flatMap { [Double](repeating: $0.score, count: $0.count) },
            labels: counts.flatMap { [Bool](repeating: $0.isPositive, count: $0.count) })
    }

    private func rounded(_ value: Double?, _ digits: Int) -> Double? {
        let scale = pow(10, Double(digits))
        return value.map { ($0 * scale).rounded() / scale }
    }

    /// 58 normal and 51 abnormal CT images rated from 1 to 5.
    ///
    /// - Source: J. A. Hanley, B. J. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC)
    ///   curve", Radiology 143 (1982) 29-36, table I: area 0.893.
    @Test func ratingsOfHanleyAndMcNeil() throws {
        let normal = [33, 6, 6, 11, 2]
        let abnormal = [3, 2, 2, 11, 33]
        let ratings = normal.indices.flatMap { rating in
            [(normal[rating], false), (abnormal[rating], true)].map { count, isPositive in
                (score: Double(rating + 1) / 5, isPositive: isPositive, count: count)
            }
        }
        #expect(rounded(RankedCounts(try set(ratings)).auroc().value, 3) == 0.893)
    }

    /// Wilson's intervals of proportions.
    ///
    /// - Source: R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods",
    ///   Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]) func proportionsOfNewcombe(_ wins: Int, _ trials: Int, _ lower: Double, _ upper: Double) throws {
        let counts = RankedCounts(try set([(0.5, true, wins), (0.5, false, trials - wins)]))
        let share = counts.precisionAtCapacity(trials)
        #expect(rounded(share.lower, 4) == lower && rounded(share.upper, 4) == upper)
    }

    /// Method 5 of Newcombe, 6 numbers before and 7 after.
    ///
    /// - Source: R. G. Newcombe, Statistics in Medicine 25 (2006) 559-573, by the example of `NAP` in the R package
    ///   SingleCaseES (cran.r-project.org/package=SingleCaseES).
    @Test func areaOfSingleCaseES() throws {
        let before: [Double] = [20, 20, 26, 25, 22, 23]
        let after: [Double] = [28, 25, 24, 27, 30, 30, 29]
        let counts = RankedCounts(
            scores: before + after, labels: before.map { _ in false } + after.map { _ in true })
        let area = try #require(counts.auroc().value)
        #expect(abs(area - 0.9166667) < 1e-7)
        let interval = RankedCounts.newcombe(area, 7, 6)
        #expect(abs(interval.lower - 0.5973194) < 1e-7 && abs(interval.upper - 0.9859977) < 1e-7)
    }

    /// The net benefit of intervening with all, of whom 30 % are ill.
    ///
    /// - Source: the table by the method of A. J. Vickers, E. B. Elkin, Medical Decision Making 26 (2006) 565-574, in
    ///   pmc.ncbi.nlm.nih.gov/articles/PMC6993280, table 4.
    @Test(arguments: [
        (0.03, 0.278), (0.05, 0.263), (0.08, 0.239), (0.1, 0.222), (0.2, 0.125), (0.3, 0), (0.4, -0.167),
        (0.5, -0.4), (0.6, -0.75), (0.7, -1.333), (0.8, -2.5), (0.9, -6), (0.96, -16.5),
    ]) func treatingAll(_ threshold: Double, _ benefit: Double) throws {
        let rows = RankedRows(try set([(0.99, true, 3), (0.99, false, 7)]))
        #expect(abs((rows.netBenefit(at: threshold).benefit.value ?? .nan) - benefit) < 0.0005 + 1e-12)
    }

    /// What the same table's model has above intervening with all, and the interventions that it avoids per 100 patients.
    ///
    /// Numbers of true and false positives were chosen that give the model's column.
    @Test(arguments: [
        (0.1, 291, 450, 0.241, 0.019, 17.0), (0.2, 280, 296, 0.206, 0.081, 32),
        (0.3, 238, 140, 0.178, 0.178, 42), (0.5, 200, 65, 0.135, 0.535, 54),
    ])
    func interventionsAvoided(
        _ threshold: Double, _ truePositives: Int, _ falsePositives: Int, _ benefit: Double, _ lead: Double,
        _ avoided: Double
    ) throws {
        let rows = RankedRows(
            try set([
                (threshold, true, truePositives), (threshold, false, falsePositives),
                (0, true, 300 - truePositives), (0, false, 700 - falsePositives),
            ]))
        let found = rows.netBenefit(at: threshold)
        #expect(abs((found.benefit.value ?? .nan) - benefit) < 0.0005)
        #expect(abs((found.lessTreatAll.value ?? .nan) - lead) < 0.0005)
        #expect(rounded(found.avoided.value.map { $0 * 100 + 1e-9 }, 0) == avoided)
    }

    /// scikit-learn's reference, `sklearn.metrics.log_loss`, example.
    @Test func logLossOfScikitLearn() throws {
        let rows = RankedRows(
            try set([(0.9, true, 1), (0.1, false, 1), (0.2, false, 1), (0.65, true, 1)]))
        #expect(rounded(rows.logLoss().value, 5) == 0.21616)
    }

    /// Three groups of 18 rows, here 20 times each: fewer than 10 cases of a group would say nothing.
    ///
    /// - Source: Fairlearn's user guide, "Performing a Fairness Assessment" (fairlearn.org, user_guide/assessment).
    @Test func groupsOfFairlearn() throws {
        let labels = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1]
        let selected = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0]
        let groups = [
            "b", "b", "a", "b", "b", "c", "c", "c", "a", "a", "c", "a", "b", "c", "c", "b", "c", "c",
        ]
        func repeated<Value>(_ values: [Value]) -> [Value] { (0..<20).flatMap { _ in values } }
        let set = try EvaluationSet(
            scores: repeated(selected.map(Double.init)), labels: repeated(labels.map { $0 == 1 }),
            groups: [Grouping(name: "sf", values: repeated(groups))])
        let plan = try EvaluationPlan(
            top: 10.0 / 18, groups: ["sf"], months: false, minimumGroupSize: 10, resamples: 20)
        let rows = try plan.evaluate(set)
        func value(_ metric: String, _ group: String) -> Double? {
            rounded(rows.first { $0.metric == metric && $0.group == group }?.value, 6)
        }
        for (group, tpr, fpr, rate) in [("a", 0.5, 1, 0.75), ("b", 0.6, 0, 0.5), ("c", 0.4, 0.666667, 0.5)] {
            #expect(value("true_positive_rate", "sf=\(group)") == tpr)
            #expect(value("false_positive_rate", "sf=\(group)") == fpr)
            #expect(value("selection_rate", "sf=\(group)") == rate)
        }
        for (metric, difference, ratio) in [
            ("demographic_parity", 0.25, 0.666667), ("equal_opportunity", 0.2, 0.666667),
            // The larger difference and the smaller ratio of both rates.
            ("equalized_odds", 1, 0),
        ] {
            #expect(value(metric + "_difference", "sf") == difference)
            #expect(value(metric + "_ratio", "sf") == ratio)
        }
    }
}
