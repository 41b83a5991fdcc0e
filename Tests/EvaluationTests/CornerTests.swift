import Evaluation
import Testing

/// One class, one positive, perfect separation, ties alone: an answer or a stated reason, never NaN.
@Suite struct CornerTests {
    private func row(
        _ metric: String, _ scores: [Double], _ labels: [Bool], scale: ScoreScale = .probability
    ) throws -> MetricRow {
        let rows = try EvaluationPlan(capacity: 2, resamples: 50)
            .evaluate(EvaluationSet(scores: scores, labels: labels, scale: scale))
        for row in rows {
            for number in [row.value, row.lower, row.upper].compactMap({ $0 }) {
                #expect(number.isFinite, "\(row.metric)")
            }
            if let value = row.value, let lower = row.lower, let upper = row.upper {
                #expect(lower <= value && value <= upper, "\(row.metric) \(lower) \(value) \(upper)")
            }
        }
        return try #require(rows.first { $0.metric == metric })
    }

    @Test func perfectSeparationHasAnInterval() throws {
        let found = try row("auroc", [0.9, 0.8, 0.7, 0.2, 0.1], [true, true, true, false, false])
        #expect(found.value == 1)
        #expect(found.upper == 1)
        let lower = try #require(found.lower)
        #expect(lower > 0.3 && lower < 0.9)
        #expect(found.method.contains("newcombe"))
        let slope = try row(
            "calibration_slope", [0.9, 0.8, 0.7, 0.2, 0.1], [true, true, true, false, false])
        #expect(slope.value == nil)
        #expect(slope.method.contains("separated"))
    }

    @Test func resamplesThatAllAgreeAreNoInterval() throws {
        let labels = (0..<60).map { $0 < 30 }
        let scores = (0..<60).map { 0.9 - 0.01 * Double($0) }
        for metric in ["auroc_bootstrap", "average_precision"] {
            let found = try row(metric, scores, labels)
            #expect(found.value == 1 && found.lower == nil && found.upper == nil, "\(metric)")
            #expect(found.method.hasSuffix("; no interval, all resamples agree"), "\(found.method)")
        }
        let base = try row("lift_at_top", scores, labels)
        #expect(try #require(base.lower) < (try #require(base.upper)), "the base rate does vary")
    }

    @Test func separationTheWrongWay() throws {
        let found = try row("auroc", [0.1, 0.2, 0.8, 0.9], [true, true, false, false])
        #expect(found.value == 0)
        #expect(found.lower == 0)
        #expect(try #require(found.upper) > 0.2)
    }

    @Test func onePositive() throws {
        let found = try row("auroc", [0.9, 0.5, 0.4, 0.3], [false, true, false, false])
        #expect(found.value == 2.0 / 3)
        #expect(found.method.contains("newcombe"))
        // One pair is one trial: Newcombe's method is then Wilson's interval.
        let pair = try row("auroc", [0.9, 0.1], [true, false])
        let quantile = 1.959963984540054
        #expect(abs(try #require(pair.lower) - 1 / (1 + quantile * quantile)) < 1e-12)
    }

    @Test func allScoresTied() throws {
        let scores = [Double](repeating: 0.25, count: 8)
        let labels = [true, false, false, false, true, false, false, false]
        #expect(try row("auroc", scores, labels).value == 0.5)
        #expect(try row("average_precision", scores, labels).value == 0.25)
        #expect(try row("wins_at_capacity", scores, labels).value == 0.5)
        #expect(try row("lift_at_top", scores, labels).value == 1)
        #expect(try row("calibration_slope", scores, labels).value == nil)
        #expect(abs(try #require(try row("calibration_in_the_large", scores, labels).value)) < 1e-12)
    }

    @Test(arguments: [true, false]) func oneClass(_ label: Bool) throws {
        let found = try row("auroc", [0.2, 0.4, 0.9], [label, label, label])
        #expect(found.value == nil)
        #expect(found.lower == nil)
        #expect(found.method == "undefined: one class only")
        #expect(try row("calibration_slope", [0.2, 0.4, 0.9], [label, label, label]).value == nil)
        #expect(try row("base_rate", [0.2, 0.4, 0.9], [label, label, label]).value == (label ? 1 : 0))
    }

    @Test func certainAndWrong() throws {
        let loss = try row("log_loss", [0, 1, 1, 0.5], [true, false, true, false])
        #expect(try #require(loss.value) > 18)
    }

    @Test func oneRow() throws {
        #expect(try row("brier_score", [0.5], [true]).value == 0.25)
        #expect(try row("brier_score", [0.5], [true]).lower == nil)
    }

    @Test func aRuleHasNoCalibration() throws {
        let found = try row("brier_score", [12, 3, 5], [true, false, true], scale: .ranking)
        #expect(found.value == nil)
        #expect(found.method == "undefined: the scores are not probabilities")
        #expect(try row("auroc", [12, 3, 5], [true, false, true], scale: .ranking).value == 1)
    }

    @Test func badInputIsNamed() throws {
        #expect(throws: EvaluationError.noRows) { try EvaluationSet(scores: [], labels: []) }
        #expect(throws: EvaluationError.countMismatch(field: "labels", expected: 1, found: 2)) {
            try EvaluationSet(scores: [0.5], labels: [true, false])
        }
        #expect(throws: EvaluationError.scoreNotFinite(row: 1)) {
            try EvaluationSet(scores: [0.5, .nan], labels: [true, false])
        }
        #expect(throws: EvaluationError.scoreNotProbability(row: 0)) {
            try EvaluationSet(scores: [1.5], labels: [true])
        }
        let set = try EvaluationSet(scores: [0.5], labels: [true])
        #expect(throws: EvaluationError.unknownGrouping(name: "region", known: [])) {
            try EvaluationPlan(groups: ["region"]).evaluate(set)
        }
        #expect(
            EvaluationError.scoreNotFinite(row: 1).description
                == "the score of row 1 (from 0) is NaN or infinite; every row needs a finite score")
    }
}
