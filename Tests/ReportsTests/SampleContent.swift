import Evaluation
import Reports

/// A report's content with every part filled, made from seeded rows.
enum SampleContent {
    /// Some texts try to be markup; none may come through.
    static let hostile = "<script>alert(\"1\")</script> & 'x' | `y` *z*"

    private struct Rows {
        var probabilities: [Double] = []
        var rule: [Double] = []
        var labels: [Bool] = []
        var regions: [String?] = []

        init(count: Int) {
            var state: UInt64 = 7
            func uniform() -> Double {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 11) / 9_007_199_254_740_992
            }
            for row in 0..<count {
                // A cube makes most probabilities small, as with leads.
                let draw = uniform()
                let probability = 0.02 + 0.7 * draw * draw * draw
                probabilities.append(probability)
                labels.append(uniform() < probability)
                rule.append((probability * 20 + 6 * uniform()).rounded(.down))
                regions.append(row % 97 == 0 ? nil : ["Europe", "North America", "Asia & Pacific"][row % 3])
            }
        }
    }

    static func full(count: Int = 3000) throws -> ReportContent {
        let rows = Rows(count: count)
        let set = try EvaluationSet(
            scores: rows.probabilities, labels: rows.labels,
            groups: [Grouping(name: "region", values: rows.regions)])
        let rule = try EvaluationSet(scores: rows.rule, labels: rows.labels, scale: .ranking)
        let plan = try EvaluationPlan(capacity: 200, groups: ["region"], resamples: 40, pairedResamples: 40)
        let metrics = try plan.evaluate(set) + plan.compare(set, to: rows.rule, named: "recency")
        let ruleRows = try EvaluationPlan(capacity: 200, resamples: 40).evaluate(rule)
        let gates = try evaluateGates(
            [
                GateDefinition(metric: "auroc", valueThreshold: ValueThreshold(lowerBound: 0.7)),
                GateDefinition(
                    metric: "calibration_slope",
                    valueThreshold: ValueThreshold(lowerBound: 0.8, upperBound: 1.25)),
                GateDefinition(
                    metric: "lift_at_top", valueThreshold: ValueThreshold(lowerBound: 9), severity: .warn),
                GateDefinition(
                    metric: "auroc",
                    changeThreshold: ChangeThreshold(absolute: -0.01, direction: .higherIsBetter)),
            ], rows: metrics)
        let positives = rows.labels.count { $0 }
        return ReportContent(
            title: "Will a lead convert within 90 days?", modelName: "lead-conversion", version: "3",
            headline: "Ranks leads above the hand rule; about 8 more wins at the team's capacity.",
            provenance: "third-party SIMULATED data", isProvenanceCaution: true,
            slices: [
                ReportSlice(
                    name: "train", span: "2024-01-01 to 2024-02-10", rows: 5200, positives: 1030,
                    purpose: "fitting"),
                ReportSlice(
                    name: "calibrate", span: "2024-02-11 to 2024-02-20", rows: 900, positives: 171,
                    purpose: "calibration"),
                ReportSlice(
                    name: "test", span: "2024-02-21 to 2024-03-20", rows: count, positives: positives,
                    purpose: "this evaluation"),
            ],
            rows: metrics, plan: plan,
            baselines: [
                ReportBaseline(
                    name: "recency", meaning: "days since the last touch, fewer first", rows: ruleRows,
                    curves: EvaluationCurves(rule))
            ],
            curves: EvaluationCurves(set), coefficients: coefficients, findings: findings,
            assumptions: ["Dates without a time are known at the end of their day."],
            limits: ["Says nothing of leads younger than 21 days.", hostile], gates: gates,
            lineage: [
                ReportFact(
                    name: "data digest",
                    value: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                ReportFact(name: "seed", value: "1"),
            ],
            considerations: ReportConsiderations(
                users: ["Sales development"], useCases: ["Order the day's calls"],
                tradeoffs: ["Fewer features for explanations that hold"],
                ethicalConsiderations: ["Regions are compared; see the group metrics"]))
    }

    /// The bins of a number; one name tries to be markup, and one bin has no rows.
    static let evidence = ReportEvidence(
        input: "amount", informationValue: 0.2137, interacts: true,
        parts: [
            .init(name: "below 3", rows: 1200, positives: 60, evidence: -0.41, margin: -0.52),
            .init(name: hostile, rows: 800, positives: 200, evidence: 0.98, margin: 1.11),
            .init(name: "(missing)", rows: 0, positives: 0, evidence: 0, margin: 0.07),
        ])

    /// Two members of an ensemble, of which the second has no weight; one text tries to be markup.
    static let ensemble: ReportEnsemble = {
        func row(_ metric: String, _ value: Double) -> MetricRow {
            MetricRow(
                metric: metric, slice: "test", group: MetricRow.overall, value: value, lower: value - 0.01,
                upper: value + 0.01, n: 400, method: "a test's")
        }
        return ReportEnsemble(
            sentences: ["The weights are those of the least log loss.", hostile],
            members: [
                .init(
                    name: "broad", settings: "nothing", weight: 0.72, share: 0.64,
                    figures: .init(
                        stackingLogLoss: 0.31, stackingAUROC: 0.74, auroc: row("auroc", 0.72),
                        logLoss: row("log_loss", 0.33)),
                    aurocDifference: row("auroc_difference_to_member", 0.005),
                    logLossDifference: row("log_loss_difference_to_member", -0.002)),
                .init(
                    name: "recent", settings: "half-life 90d; penalty 10", weight: 0, share: 0,
                    figures: .init(stackingLogLoss: 0.4)),
            ],
            whole: .init(
                stackingLogLoss: 0.3, stackingAUROC: 0.75, auroc: row("auroc", 0.73),
                logLoss: row("log_loss", 0.32)))
    }()

    private static let coefficients = [
        ReportCoefficient(name: "sessions in the last 7 days", value: 0.82, lower: 0.71, upper: 0.93),
        ReportCoefficient(name: "recency (log)", value: -0.61, lower: -0.74, upper: -0.48),
        ReportCoefficient(name: "emails opened", value: 0.22, lower: 0.10, upper: 0.34),
        ReportCoefficient(name: "industry = manufacturing", value: 0.08, lower: -0.05, upper: 0.21),
        ReportCoefficient(name: "industry = other", value: -0.03, lower: -0.15, upper: 0.09),
        ReportCoefficient(name: "tenure", value: 0.02),
    ]

    private static let findings = [
        ReportFinding(
            check: "snapshotField", severity: .warning, field: "industry",
            evidence: "the field has no history; 3 of 9 tables are snapshots",
            remedy: "declare known: atRecord, or leave the field out"),
        ReportFinding(
            check: "overlappingLabels", severity: .error, field: "converted",
            evidence: "label windows of train and test overlap by 12 days",
            remedy: "set slices.embargo to 90d", waivedReason: "only 30 days of leads exist; " + hostile),
        ReportFinding(
            check: "rareLevels", severity: .note, field: "source", evidence: "7 levels have under 20 rows",
            remedy: "none needed"),
    ]
}
