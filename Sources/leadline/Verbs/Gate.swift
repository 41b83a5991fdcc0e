import Evaluation
import Registry
import Reports
import Storage
import Terminal
import Workflow

/// `leadline gate`: hold a version against the pipeline's gates.
enum Gate: Subcommand {
    static let specification = CommandSpecification(
        name: "gate", summary: "hold a version against the pipeline's gates",
        positionals: [Common.pipeline],
        options: [
            Common.version, Common.alias,
            .value("junit", placeholder: "FILE", help: "also write the checks as JUnit XML"),
            .flag("github", help: "also print failures as GitHub annotations"), .json,
        ] + Common.data,
        discussion: """
            A gate may compare with what the alias names, which is scored anew on the version's test slice. Exit code 0 \
            when every gate holds and the audit passed, 1 when not, 2 when only warnings are left.
            """
    )

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let model = try workspace.registry.model(pipeline.name)
        let version = try arguments.version(of: model, madeBy: pipeline)
        let verdict = try Gatekeeper(pipeline, workspace: workspace).judge(
            version: version, against: arguments.text("alias"))
        if let path = arguments.optionalText("junit") {
            try Common.makeFolder(of: path)
            try AtomicFile.write(
                Array(JUnitReport(name: "\(pipeline.name) gates", gates: verdict.gates).render().utf8),
                to: path)
        }
        if arguments.flag("github") {
            console.write(GitHubAnnotations(file: pipeline.file, gates: verdict.gates).render())
        }
        if arguments.flag("json") {
            console.write(String(decoding: try CanonicalJSON.encode(verdict), as: UTF8.self))
        } else {
            show(verdict, console)
            for reason in Gatekeeper.reasons(verdict) { console.line("no: \(reason)") }
            console.line(
                verdict.isAccepted
                    ? "version \(version) may be promoted" : "version \(version) may not be promoted")
        }
        return !verdict.isAccepted ? .failed : verdict.gates.isWarned ? .warned : .ok
    }

    /// The checks as a table.
    static func show(_ verdict: Gatekeeper.Verdict, _ console: Console) {
        console.heading("Gates of \(verdict.model) version \(verdict.version)")
        let audit = [
            "leakage audit", "passed", verdict.auditPassed ? "passed" : "failed",
            verdict.auditPassed ? "✓" : "✗ failed",
        ]
        let checks = verdict.gates.checks.map { check in
            [
                check.metric + (check.group == MetricRow.overall ? "" : " of \(check.group)")
                    + (check.slice == "test" ? "" : " (\(check.slice))"), check.expected,
                check.actual.map(Figures.text) ?? "–",
                mark(check),
            ]
        }
        console.table(["check", "expected", "found", ""], [audit] + checks)
        for one in verdict.baselines {
            let what = one.metric.map { " by \($0)" } ?? ""
            console.line("\(one.name)\(what): version \(one.version), scored anew on the same rows")
        }
        if verdict.gates.isRubberStamp {
            console.line("rubber stamp: there was no incumbent to compare with")
        }
    }

    private static func mark(_ check: GateCheck) -> String {
        if check.status == .passed { return "✓" }
        let mark = check.blocks ? "✗" : check.status == .skipped ? "–" : "!"
        return "\(mark) \(check.status.rawValue): \(check.message)"
    }
}
