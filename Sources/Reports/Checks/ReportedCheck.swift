import Evaluation

/// A gate or a finding, as a test with an outcome.
struct ReportedCheck: Equatable {
    /// What it belongs to: `gates`, `requirements` or `audit`.
    var suite: String
    var name: String
    var outcome: Outcome
    /// The place of its gate among the gates, from 0; nil for what is no gate.
    var gate: Int?
    var message: String

    enum Outcome: Equatable {
        case passed
        case warned
        case failed
        case skipped
    }

    /// The suite of what the leakage audit found.
    static let audit = "audit"

    /// Gates first, then findings, with unique names, for GitLab drops a repeated one.
    static func all(
        gates: GateResult?, requirements: [GateCheck] = [], findings: [ReportFinding]
    ) -> [ReportedCheck] {
        var checks = ((gates?.checks ?? []) + requirements).map { check in
            let outcome: Outcome =
                switch check.status {
                case .passed: .passed
                case .skipped: .skipped
                case .warned, .failed, .inconclusive, .missing: check.blocks ? .failed : .warned
                }
            let state =
                [.inconclusive, .missing].contains(check.status) ? "\(check.status.rawValue): " : ""
            let found = check.actual.map { "found \($0)" } ?? "found nothing"
            return ReportedCheck(
                suite: check.type == .requirement ? "requirements" : "gates", name: check.name,
                outcome: outcome, gate: check.gate,
                message: "required \(check.expected), \(found): \(state)\(check.message)")
        }
        if let gates, gates.lacksThresholds {
            checks.append(
                ReportedCheck(
                    suite: "gates", name: "there is a gate", outcome: .failed,
                    message: "there are no gates: nothing was required"))
        }
        for place in gates?.missingSlices ?? [] {
            checks.append(
                ReportedCheck(
                    suite: "gates", name: "\(place) has rows", outcome: .failed,
                    message: "the slice or group is missing"))
        }
        checks += findings.map(finding)
        return unique(checks)
    }

    private static func finding(_ finding: ReportFinding) -> ReportedCheck {
        let name = [finding.check, finding.field].compactMap { $0 }.joined(separator: ", ")
        if let reason = finding.waivedReason {
            return ReportedCheck(
                suite: audit, name: name, outcome: .skipped,
                message: "waived: \(reason) (\(finding.evidence))")
        }
        let outcome: Outcome =
            switch finding.severity {
            case .error: .failed
            case .warning: .warned
            case .note: .passed
            }
        return ReportedCheck(
            suite: audit, name: name, outcome: outcome,
            message: "\(finding.evidence); remedy: \(finding.remedy)")
    }

    private static func unique(_ checks: [ReportedCheck]) -> [ReportedCheck] {
        var taken: Set<String> = []
        return checks.map { check in
            var check = check
            let name = check.name
            var number = 2
            while !taken.insert("\(check.name)@\(check.suite)").inserted {
                check.name = "\(name) (\(number))"
                number += 1
            }
            return check
        }
    }
}
