public import Datasets
public import Evaluation

/// Holds the scores of any other model against gates, and against the scores of what it shall replace.
public struct ScoresGate: Codable, Sendable {
    /// The fields that failed the audit of the scores, each with its checks.
    public let auditFailures: [String]
    /// What came of the gates.
    public let result: GateResult
    /// The paired differences to the baseline, by the names that the gates have for it.
    public let differences: [MetricRow]
    /// What came of the requirements beside figures.
    public let requirements: [GateCheck]

    /// Whether the model may go live.
    public var isAccepted: Bool {
        auditFailures.isEmpty && result.isValid && !requirements.contains(where: \.blocks)
    }

    /// Judges a file of scores.
    ///
    /// - Parameters:
    ///   - scores: the candidate's.
    ///   - baseline: what it is compared with; it stands for every name of what is in service. Nil where nothing is.
    ///   - audit: of the candidate's file.
    ///   - rules: the gates.
    ///   - plan: what is measured.
    ///   - scale: what the scores mean.
    ///   - listsCutoffs: whether the capacity is meant for each day of `asOf`.
    ///   - baselineScale: what the baseline's scores mean.
    /// - Throws: `WorkflowError.unusable` for a baseline of other rows or labels.
    public init(
        _ scores: ScoresFile, baseline: ScoresFile?, audit: AuditReport, rules: GateRules,
        plan: EvaluationPlan, scale: ScoreScale, listsCutoffs: Bool = false,
        baselineScale: ScoreScale = .probability
    ) throws {
        let document = try scores.evaluate(
            plan, scale: scale, listsCutoffs: listsCutoffs, baseline: baseline, baselineScale: baselineScale)
        // What a file calls its baseline is all that there is in service.
        let suffix = EvaluationPlan.differenceMetric("", to: "baseline")
        let own = document.metrics.filter { $0.metric.hasSuffix(suffix) }
        let asked = Set(rules.metrics.flatMap(\.changeThresholds).map(\.baseline))
        let names = ChangeThreshold.namesInService.filter(asked.contains)
        differences = names.flatMap { name in
            own.map { row in
                var row = row
                let metric = String(row.metric.dropLast(suffix.count))
                row.metric = EvaluationPlan.differenceMetric(metric, to: name)
                return row
            }
        }
        let service = document.baseline.map { baseline in
            Dictionary(uniqueKeysWithValues: names.map { ($0, GateBaseline.rows(baseline.metrics)) })
        }
        result = evaluateGates(
            rules.metrics, rows: document.metrics + differences, baselines: service ?? [:])
        auditFailures = GateRecord.failures(of: audit)
        let evidence = RequirementEvidence(audit: audit, registered: nil)
        requirements = rules.requires.map { evidence.checks($0, trusting: nil) } ?? []
    }

    /// Why the model may not go live, a sentence each; empty where it may.
    public var reasons: [String] {
        let audit =
            auditFailures.isEmpty
            ? [] : ["the audit of the scores failed for \(auditFailures.joined(separator: ", "))"]
        return audit + GateRecord.reasons(result, requirements)
    }
}
