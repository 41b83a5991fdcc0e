public import Datasets
public import Evaluation

/// Holds the scores of any other model against gates, and against the scores of what it shall replace.
public struct ScoresGate: Codable, Sendable {
    /// The fields that failed the audit of the scores, each with its checks.
    public let auditFailures: [String]
    /// What came of the gates.
    public let result: GateResult
    /// The paired differences to the baseline.
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
    ///   - baseline: what it is compared with as `incumbent`; nil where there is none.
    ///   - audit: of the candidate's file.
    ///   - rules: the gates.
    ///   - plan: what is measured.
    ///   - scale: what the scores mean.
    ///   - listsCutoffs: whether the capacity is meant for each day of `asOf`.
    /// - Throws: `WorkflowError.unusable` for a baseline of other rows or labels.
    public init(
        _ scores: ScoresFile, baseline: ScoresFile?, audit: AuditReport, rules: GateRules,
        plan: EvaluationPlan, scale: ScoreScale, listsCutoffs: Bool = false
    ) throws {
        let document = try scores.evaluate(
            plan, scale: scale, listsCutoffs: listsCutoffs, baseline: baseline)
        // What a file calls its baseline is what gates call the incumbent.
        let suffix = EvaluationPlan.differenceMetric("", to: "baseline")
        differences = document.metrics.filter { $0.metric.hasSuffix(suffix) }.map { row in
            var row = row
            let metric = String(row.metric.dropLast(suffix.count))
            row.metric = EvaluationPlan.differenceMetric(metric, to: ChangeThreshold.incumbent)
            return row
        }
        let other = document.baseline.map { [ChangeThreshold.incumbent: GateBaseline.rows($0.metrics)] }
        result = evaluateGates(
            rules.metrics, rows: document.metrics + differences, baselines: other ?? [:])
        auditFailures = GateRecord.failures(of: audit)
        requirements = Self.requirements(rules.requires, audit)
    }

    /// Of a file of scores an audit is known, and nothing else.
    private static func requirements(_ requires: GateRequirements?, _ audit: AuditReport) -> [GateCheck] {
        func check(_ name: String, _ expected: String, _ status: GateCheck.Status, _ message: String)
            -> GateCheck
        {
            GateCheck(
                name: "\(name) \(expected)", metric: name, slice: "test", group: MetricRow.overall,
                type: .requirement, status: status, expected: expected, actual: nil, message: message)
        }
        guard let requires else { return [] }
        var checks: [GateCheck] = []
        if let wanted = requires.audit {
            let message = audit.passed ? "holds" : "it failed"
            checks.append(check("audit", wanted.rawValue, audit.passed ? .passed : .failed, message))
        }
        let others: [(String, String?)] = [
            ("card", requires.card == true ? "is there" : nil),
            ("lineage", requires.lineage == true ? "is there" : nil),
            ("signed", requires.signed.map { _ in "by a trusted key" }),
            ("approvals", requires.approvals.map { ">= \($0)" }),
            ("freshness", requires.freshness.map { "<= \($0)" }),
        ]
        for case (let name, let expected?) in others {
            checks.append(check(name, expected, .missing, "a file of scores has none"))
        }
        return checks
    }

    /// Why the model may not go live, a sentence each; empty where it may.
    public var reasons: [String] {
        let audit =
            auditFailures.isEmpty
            ? [] : ["the audit of the scores failed for \(auditFailures.joined(separator: ", "))"]
        return audit + GateRecord.reasons(result, requirements)
    }
}
