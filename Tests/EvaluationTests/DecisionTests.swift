import Testing

@testable import Evaluation

/// What acting on the rows above a probability is worth.
struct DecisionTests {
    private static func set(seed: UInt64, size: Int) throws -> EvaluationSet {
        let sample = Sample(seed: seed, count: 150)
        return try EvaluationSet(
            scores: sample.scores, labels: sample.labels,
            clusters: Clustering(name: "id", keys: sample.labels.indices.map { $0 / size }))
    }

    /// The running sums of the curve are those of each threshold alone.
    @Test(arguments: UInt64(1)..<4, [1, 3, 20])
    func theCurveIsThatOfEachThreshold(_ seed: UInt64, _ size: Int) throws {
        let set = try Self.set(seed: seed, size: size)
        let ranked = RankedRows(set)
        let curve = ranked.decisionCurve()
        #expect(curve.map(\.threshold) == (1...99).map { Double($0) / 100 })
        for point in curve {
            let (benefit, lead, _) = ranked.netBenefit(at: point.threshold)
            #expect(abs(point.netBenefit - (benefit.value ?? .nan)) < 1e-12)
            #expect(abs(point.netBenefit - point.treatAll - (lead.value ?? .nan)) < 1e-11)
            #expect((point.lower == nil) == (benefit.lower == nil))
            for (one, other) in [(point.lower, benefit.lower), (point.upper, benefit.upper)] {
                if let one, let other { #expect(abs(one - other) < 1e-9 * max(1, abs(other))) }
            }
        }
        #expect((curve[0].lower == nil) == (size == 20))
    }

    @Test func interventionsAvoidedAreTheLeadAtItsPrice() throws {
        // Of ten rows three are positive; at 0.2 six are acted on, among them all positives.
        let set = try EvaluationSet(
            scores: [0.9, 0.8, 0.7, 0.5, 0.3, 0.2, 0.15, 0.1, 0.05, 0.01],
            labels: [true, false, true, true, false, false, false, false, false, false])
        let rows = try EvaluationPlan(thresholds: [0.2]).evaluate(set)
        func value(_ metric: String) -> Double { rows.first { $0.metric == metric }?.value ?? .nan }
        #expect(abs(value("net_benefit_at_0.2") - (3 - 0.25 * 3) / 10) < 1e-15)
        #expect(abs(value("net_benefit_less_treat_all_at_0.2") - 0.25 * 4 / 10) < 1e-15)
        // The four rows that are left alone, of ten.
        #expect(abs(value("interventions_avoided_at_0.2") - 0.4) < 1e-15)
    }

    /// Nobody can gate on a figure without an interval unknowingly.
    @Test func everyOverallMetricHasAnInterval() throws {
        let rows = try EvaluationPlan(capacity: 10, resamples: 40).evaluate(Self.set(seed: 2, size: 2))
        for row in rows where row.value != nil {
            #expect(row.lower != nil && row.upper != nil, "\(row)")
        }
        let plain = try #require(rows.first { $0.metric == "expected_calibration_error" })
        let debiased = try #require(rows.first { $0.metric == "expected_calibration_error_debiased" })
        #expect(plain.lower == debiased.lower && plain.upper == debiased.upper)
        #expect(plain.value ?? 0 >= debiased.value ?? 1)
    }
}
