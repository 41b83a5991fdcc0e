import Evaluation

extension HTMLReport {
    /// What was required of the metrics, and what came of it.
    func gates(in part: inout Markup) {
        guard let gates = content.gates else {
            part.element("p", text: "The gates were not evaluated.")
            return
        }
        if gates.lacksThresholds {
            part.element("p", text: "✗ There are no gates: nothing was required, so the model does not pass.")
        }
        if gates.isRubberStamp {
            part.element(
                "p",
                text: "! There was no incumbent: comparisons with it were skipped and the model was not held "
                    + "against anything in service.")
        }
        if !gates.missingSlices.isEmpty {
            let missing = gates.missingSlices.joined(separator: ", ")
            part.element("p", text: "✗ Slices or groups with no rows at all: \(missing).")
        }
        append("Gates", gates.checks, to: &part)
        append("Requirements", content.requirements, to: &part)
    }

    private func append(_ caption: String, _ checks: [GateCheck], to part: inout Markup) {
        guard !checks.isEmpty else { return }
        Table(
            caption: caption,
            columns: [
                .text("Result"), .text("Metric"), .text("Slice and group"), .text("Required"),
                .number("Found"), .text("Why"),
            ],
            rows: checks.map { check in
                [
                    Self.status(check.status), MetricText(check.metric, plan: content.plan).name,
                    "\(check.slice), \(check.group)",
                    check.expected, check.actual.map { NumberText.fixed($0, 4) } ?? "–", check.message,
                ]
            }
        ).append(to: &part)
    }

    private static func status(_ status: GateCheck.Status) -> String {
        switch status {
        case .passed: "✓\u{A0}passed"
        case .warned: "!\u{A0}warned"
        case .failed: "✗\u{A0}failed"
        case .inconclusive: "?\u{A0}inconclusive"
        case .missing: "✗\u{A0}missing"
        case .skipped: "–\u{A0}skipped"
        }
    }

    /// What the leakage audit found and nobody waived.
    func audit(in part: inout Markup) {
        let open = content.findings.filter { $0.waivedReason == nil }
        guard !open.isEmpty else {
            part.element("p", text: "No open findings.")
            return
        }
        Table(
            caption: "Open findings",
            columns: [.text("Severity"), .text("Check"), .text("Field"), .text("Evidence"), .text("Remedy")],
            rows: open.map { finding in
                [
                    Self.severity(finding.severity), finding.check, finding.field ?? "–", finding.evidence,
                    finding.remedy,
                ]
            }
        ).append(to: &part)
    }

    /// What the audit found and somebody accepted, with the reason.
    func waivers(in part: inout Markup) {
        let waived = content.findings.filter { $0.waivedReason != nil }
        guard !waived.isEmpty else {
            part.element("p", text: "None.")
            return
        }
        Table(
            caption: "Waived findings",
            columns: [
                .text("Severity"), .text("Check"), .text("Field"), .text("Evidence"), .text("Reason given"),
            ],
            rows: waived.map { finding in
                [
                    Self.severity(finding.severity), finding.check, finding.field ?? "–", finding.evidence,
                    finding.waivedReason ?? "",
                ]
            }
        ).append(to: &part)
    }

    private static func severity(_ severity: ReportFinding.Severity) -> String {
        switch severity {
        case .error: "✗\u{A0}error"
        case .warning: "!\u{A0}warning"
        case .note: "–\u{A0}note"
        }
    }
}
