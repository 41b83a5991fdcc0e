import Datasets
import Evaluation
import Registry
import Storage

extension Gatekeeper {
    /// Judges by figures that are there.
    func record(
        of candidate: TrainingResult, for alias: String, _ incumbent: Digest?,
        _ comparisons: ServiceBaselines, _ decision: Decision
    ) throws -> GateRecord {
        var baselines = comparisons.baselines
        // The baselines that a version carries.
        if let prior = candidate.document.prior { baselines["prior"] = .rows(prior.metrics) }
        if let strongest = candidate.document.rules.first { baselines["rule"] = .rows(strongest.metrics) }
        let result = evaluateGates(
            gates, rows: candidate.document.metrics + comparisons.rows, baselines: baselines)
        let audit = candidate.audit
        let requirements = try requirements(of: candidate, decision)
        let isSigned = !requirements.contains {
            $0.metric == GateRequirement.signed.rawValue && $0.blocks
        }
        let isAccepted = audit.passed && result.isValid && !requirements.contains(where: \.blocks)
        return GateRecord(
            statement: GateStatement(
                model: model.name, version: candidate.version.version,
                versionDigest: candidate.version.digest, alias: alias, incumbentDigest: incumbent,
                gates: source, isAccepted: isAccepted,
                isOverridable: audit.passed && isSigned && !candidate.lineage.exploratory),
            program: program, rules: file.rules, pipelineRequires: declared?.rules.requires,
            data: candidate.lineage.digests,
            slice: candidate.lineage.slices.first { $0.name == "test" }, horizon: candidate.lineage.horizon,
            auditPassed: audit.passed, auditFailures: GateRecord.failures(of: audit), result: result,
            requirements: requirements, comparisons: comparisons)
    }

    /// The requirements of the gates, and those of the pipeline that are not among them.
    private func requirements(of candidate: TrainingResult, _ decision: Decision) throws -> [GateCheck] {
        let approvals = try model.history().filter {
            $0.action == .approve && $0.versionDigest == candidate.version.digest
        }
        let evidence = RequirementEvidence(
            audit: candidate.audit,
            registered: .init(
                version: candidate.version, horizon: candidate.lineage.horizon,
                approvers: approvals.map(\.who), promoter: decision.who, when: decision.when))
        return [file, declared].compactMap { $0 }.reduce(into: []) { checks, file in
            guard let asked = file.rules.requires else { return }
            checks += evidence.checks(asked, trusting: file.trustedKeys).filter { !checks.contains($0) }
        }
    }
}
