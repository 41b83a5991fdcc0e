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
}
