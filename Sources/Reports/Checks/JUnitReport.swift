public import Evaluation

/// Gates and audit findings as a JUnit XML file, for GitLab, Jenkins and GitHub's viewers.
///
/// Names are unique. A warning is a passed test with output, a waiver or a skipped gate a skipped one; there are
/// no times, so the same result gives the same bytes.
public struct JUnitReport {
    private let name: String
    private let checks: [ReportedCheck]

    /// Creates a report.
    ///
    /// - Parameter name: the test run's name, such as the model's.
    public init(
        name: String, gates: GateResult?, requirements: [GateCheck] = [], findings: [ReportFinding] = []
    ) {
        self.name = name
        checks = ReportedCheck.all(gates: gates, requirements: requirements, findings: findings)
    }

    /// The file's text, UTF-8.
    public func render() -> String {
        var xml = Markup()
        xml.verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        xml.element("testsuites", [("name", name)] + Self.totals(checks)) { suites in
            for suite in ["gates", "requirements", ReportedCheck.audit] {
                let members = checks.filter { $0.suite == suite }
                guard !members.isEmpty else { continue }
                suites.newLine()
                suites.element("testsuite", [("name", suite)] + Self.totals(members)) { body in
                    for check in members {
                        body.newLine()
                        test(check, in: &body)
                    }
                    body.newLine()
                }
            }
            suites.newLine()
        }
        xml.newLine()
        return xml.rendered
    }

    private func test(_ check: ReportedCheck, in body: inout Markup) {
        body.element("testcase", [("name", check.name), ("classname", check.suite)]) { test in
            switch check.outcome {
            case .passed: break
            case .warned: test.element("system-out", text: "warning: \(check.message)")
            case .failed: test.element("failure", [("message", check.message)], text: check.message)
            case .skipped: test.empty("skipped", [("message", check.message)])
            }
        }
    }

    private static func totals(_ checks: [ReportedCheck]) -> [Markup.Attribute] {
        [
            ("tests", "\(checks.count)"), ("failures", "\(checks.count { $0.outcome == .failed })"),
            ("errors", "0"), ("skipped", "\(checks.count { $0.outcome == .skipped })"),
        ]
    }
}
