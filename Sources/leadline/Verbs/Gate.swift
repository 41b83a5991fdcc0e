import Datasets
import Evaluation
import Registry
import Reports
import Storage
import Terminal
import Workflow

/// `leadline gate`: hold a version, or another model's scores, against gates.
enum Gate: Subcommand {
    static let specification = CommandSpecification(
        name: "gate", summary: "hold a version, or another model's scores, against gates",
        positionals: [
            .init("pipeline", occurrence: .optional, help: "the pipeline file; not needed with --scores")
        ],
        options: [Common.version, Common.alias, Common.gates, Common.by] + scoresOptions + deliveryOptions
            + Common.data,
        discussion: """
            A gate may compare with what the alias names, which is scored anew on the version's test slice. What comes \
            of it is kept in the registry, for promote, and the report says so. Exit code 0 when every gate holds and the \
            audit passed, 1 when not, 2 when only warnings are left, 4 when the answer is yes but could not be kept or \
            written.
            """,
        examples: [
            CommandExample("leadline gate pipeline.yaml --junit gates.xml --github", "for CI"),
            CommandExample(
                "leadline gate --scores new.csv --baseline old.csv --gates gates.yaml",
                "any two models' scores"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        if arguments.flag("json") {
            try arguments.refuse(["github"], because: "with --json, which prints one value")
        }
        if let path = arguments.optionalText("scores") {
            return try judge(scores: path, arguments, console: console)
        }
        try arguments.refuse(scoresOptions.map(\.name), because: "without --scores")
        guard arguments.optionalText("pipeline") != nil else {
            throw WorkflowError.unusable(
                what: "nothing to hold against gates is named",
                remedy: "name a pipeline file, or --scores FILE with --gates FILE")
        }
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let model = try workspace.registry.model(pipeline.name)
        let version = try arguments.version(of: model, madeBy: pipeline)
        let gates = try arguments.gateFile(for: pipeline)
        let gatekeeper = try Gatekeeper(
            pipeline, workspace: workspace, gates: gates, program: Main.program)
        let decision = Decision.now(why: "gated", by: arguments.optionalText("by"))
        let record = try gatekeeper.judge(version: version, for: arguments.text("alias"), by: decision)
        let result = try TrainingResult(version: version, of: model)
        var digest: Digest?
        var report: String?
        do {
            digest = try gatekeeper.keep(record)
            report = try result.writeReport(in: workspace, for: pipeline, gates: record)
        } catch {
            console.error(describing: error)
        }
        let isDelivered = deliver(
            pipeline.name, record.result, record.requirements,
            result.audit.findings.map(ReportFinding.init), of: pipeline.file,
            try gates ?? GateFile(pipeline), arguments, console)
        if arguments.flag("json") {
            try console.json(record)
        } else {
            show(record, at: decision.when, console)
            for reason in record.reasons { console.line("no: \(reason)") }
            if let digest { console.line("kept as \(ModelDirectory.place(ofGateResult: digest))") }
            if let report { console.line("report: \(report)") }
            console.line(
                record.isAccepted
                    ? "version \(version) may be promoted" : "version \(version) may not be promoted")
        }
        return code(record.isAccepted, record.result, isDelivered && digest != nil && report != nil)
    }

    /// What came of the gates, and what a version was compared with.
    static func show(_ record: GateRecord, at when: String, _ console: Console) {
        console.heading("Gates of \(record.statement.model) version \(record.version)")
        table(auditPassed: record.auditPassed, record.result, record.requirements, console)
        for one in record.comparisons.versions {
            let what = one.metric.map { " by \($0)" } ?? ""
            console.line("\(one.name)\(what): version \(one.version), scored anew on the same rows")
        }
        if let age = record.daysOfAge(at: when) {
            console.line("answers are known until \(Figures.text(age)) days before now")
        }
        if record.statement.gates.replaced != nil {
            console.warn("\(record.statement.gates.file) is held in place of the pipeline's gates")
        }
    }

    /// The checks as a table.
    static func table(
        auditPassed: Bool, _ result: GateResult, _ requirements: [GateCheck], _ console: Console
    ) {
        let audit = [
            "leakage audit", "passed", auditPassed ? "passed" : "failed", auditPassed ? "✓" : "✗ failed",
        ]
        let checks = (result.checks + requirements).map { check in
            [
                check.metric + (check.group == MetricRow.overall ? "" : " of \(check.group)")
                    + (check.slice == "test" ? "" : " (\(check.slice))"), check.expected,
                check.actual.map(Figures.text) ?? "–",
                mark(check),
            ]
        }
        console.table(["check", "expected", "found", ""], [audit] + checks)
        if result.isRubberStamp { console.line("rubber stamp: there was no incumbent to compare with") }
    }

    private static func mark(_ check: GateCheck) -> String {
        if check.status == .passed { return "✓" }
        let mark = check.blocks ? "✗" : check.status == .skipped ? "–" : "!"
        return "\(mark) \(check.status.rawValue): \(check.message)"
    }
}
