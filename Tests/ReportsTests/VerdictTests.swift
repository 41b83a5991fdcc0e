import Evaluation
import Reports
import Testing

@Suite struct VerdictTests {
    private func content(
        _ gates: GateResult?, _ severities: [ReportFinding.Severity] = [], waived: String? = nil
    ) -> ReportContent {
        ReportContent(
            title: "t", modelName: "m", version: "1", headline: "h", provenance: "real",
            findings: severities.map {
                ReportFinding(check: "c", severity: $0, evidence: "e", remedy: "r", waivedReason: waived)
            }, gates: gates)
    }

    private func gates(_ isValid: Bool) -> GateResult {
        GateResult(
            isValid: isValid, checks: [], lacksThresholds: false, missingSlices: [], isRubberStamp: false)
    }

    @Test func gatesAndAuditDecide() {
        #expect(content(nil).verdict == .notDecided)
        #expect(content(gates(true)).verdict == .mayGoLive)
        #expect(content(gates(false)).verdict == .mayNotGoLive)
        #expect(content(gates(true), [.note]).verdict == .mayGoLive)
        #expect(content(gates(true), [.warning]).verdict == .mayGoLiveWithWarnings)
        #expect(content(gates(true), [.error]).verdict == .mayNotGoLive)
        #expect(content(nil, [.error]).verdict == .mayNotGoLive)
        #expect(content(gates(true), [.error], waived: "a reason").verdict == .mayGoLive)
    }

    /// Gates that hold are not all: what is required beside them counts as well.
    @Test func aRequirementThatIsMissingDecides() {
        var content = content(gates(true))
        for (status, verdict) in [
            (GateCheck.Status.passed, ReportContent.Verdict.mayGoLive), (.missing, .mayNotGoLive),
            (.failed, .mayNotGoLive),
        ] {
            content.requirements = [
                GateCheck(
                    name: "approvals >= 2", metric: "approvals", slice: "test", group: "overall",
                    type: .requirement, status: status, expected: ">= 2", actual: nil, message: "m")
            ]
            #expect(content.verdict == verdict)
            #expect(ModelCard(content).render().contains("requirement approvals"))
            #expect(HTMLReport(content).render().contains("Requirements"))
        }
    }
}
