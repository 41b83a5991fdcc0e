import Evaluation
import Testing

/// The figures of scikit-learn, scipy and a DeLong from its definition.
@Suite struct ParityTests {
    private func expect(
        _ found: Double?, _ expected: Double, within tolerance: Double = 1e-12,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try #require(found, sourceLocation: sourceLocation)
        #expect(
            abs(found - expected) <= tolerance * max(1, abs(expected)), "\(found) against \(expected)",
            sourceLocation: sourceLocation)
    }

    private func expect(
        _ estimate: MetricEstimate, interval: [Double], within tolerance: Double = 1e-12,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expect(estimate.lower, interval[0], within: tolerance, sourceLocation: sourceLocation)
        try expect(estimate.upper, interval[1], within: tolerance, sourceLocation: sourceLocation)
    }

    @Test(arguments: Fixture.metrics) func ranking(_ sample: Fixture.Case) throws {
        let set = try EvaluationSet(scores: sample.scores, labels: sample.labels)
        let counts = RankedCounts(set)
        let expected = sample.expected
        try expect(counts.auroc().value, expected.auroc)
        try expect(counts.auroc(), interval: expected.auroc_interval, within: 1e-11)
        let average = RankedRows(set).bootstrapped(top: 0.1, resamples: 20, seed: 1).averagePrecision
        try expect(average.value, expected.average_precision)
        let difference = try PairedScores(set, baseline: sample.baseline).aurocDifference()
        try expect(difference.value, expected.auroc_difference)
        try expect(difference, interval: expected.auroc_difference_interval, within: 1e-11)
    }

    @Test(arguments: Fixture.metrics) func top(_ sample: Fixture.Case) throws {
        let set = try EvaluationSet(scores: sample.scores, labels: sample.labels)
        let counts = RankedCounts(set)
        let selected = Double((sample.scores.count + 9) / 10)
        try expect(counts.precisionAtTop(0.1).value, sample.expected.wins_at_top / selected)
        try expect(counts.winsAtCapacity(25).value, sample.expected.wins_at_capacity_25)
        let ranked = RankedRows(set)
        let recall = ranked.recall(of: selected, name: "top")
        try expect(
            recall.value,
            sample.expected.wins_at_top / Double(counts.positiveCount))
        let baseRate = Double(counts.positiveCount) / Double(counts.count)
        try expect(
            ranked.lift(recall, of: selected).value, sample.expected.wins_at_top / selected / baseRate)
    }

    @Test(arguments: Fixture.metrics) func calibration(_ sample: Fixture.Case) throws {
        let counts = RankedRows(try EvaluationSet(scores: sample.scores, labels: sample.labels))
        let expected = sample.expected
        try expect(counts.brierScore().value, expected.brier_score)
        try expect(counts.logLoss().value, expected.log_loss)
        try expect(counts.baseRate(), interval: expected.base_rate_interval)
        let fit = counts.recalibration()
        let fits = [
            (fit.intercept, expected.calibration_intercept), (fit.slope, expected.calibration_slope),
            (counts.calibrationInTheLarge(), expected.calibration_in_the_large),
        ]
        for (estimate, figures) in fits {
            try expect(estimate.value, figures[0], within: 1e-9)
            let half = 1.959963984540054 * figures[1]
            try expect(estimate, interval: [figures[0] - half, figures[0] + half], within: 1e-8)
        }
    }
}
