import Datasets
import Drafting
import Reports
import Storage
import Terminal
import Workflow

/// `leadline audit`: the search for leaks.
enum Audit: Subcommand {
    static let specification = CommandSpecification(
        name: "audit",
        summary: "search a pipeline, a plain table or any model's scores for leaks, with evidence",
        positionals: [
            .init(
                "pipeline", occurrence: .optional,
                help: "the pipeline file; not needed with --table and --scores")
        ],
        options: [
            .value(
                "table", placeholder: "FILE",
                help: "audit a CSV or Parquet file of rows with features and a label"),
            .value(
                "label", placeholder: "COLUMN", help: "with --table: the label; guessed unless given"),
            .value(
                "positive", placeholder: "VALUE",
                help: "with --table: the label's positive value; guessed unless given"),
            .value(
                "as-of", placeholder: "COLUMN",
                help: "with --table: the time of each row; the file's order unless given or guessed"),
            .list(
                "leave-out", placeholder: "COLUMN",
                help: "with --table: a column that no model uses; may be repeated"),
            .value(
                "scores", placeholder: "FILE",
                help:
                    "audit scores of any model: CSV or Parquet with id, score, label, asOf and, where known, outcomeAt "
                    + "and scoredAt"),
            .value(
                "zone", placeholder: "ZONE", default: "UTC",
                help: "with --table and --scores: the time zone of times without one"),
            .value("junit", placeholder: "FILE", help: "also write the findings as JUnit XML"), .json,
        ] + Common.data,
        discussion: """
            The audit that every training runs; docs/audit.md tells every check. Exit code 1 when it refuses, 2 when it \
            only warns.
            """,
        examples: [
            CommandExample("leadline audit datasets/cdnow/pipeline.yaml --junit audit.xml", "for CI"),
            CommandExample(
                "leadline audit --table leads.csv --label converted --as-of created_at",
                "any table, without a pipeline file"),
            CommandExample("leadline audit --scores theirs.csv", "another model's scores"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let steps = Steps(console)
        let report: AuditReport
        let name: String
        if let path = arguments.optionalText("scores") {
            steps.step("auditing")
            report = try ScoresAudit(path, zone: arguments.text("zone")).run()
            name = path.split(separator: "/").last.map(String.init) ?? path
        } else if let path = arguments.optionalText("table") {
            steps.step("reading")
            let table = try AuditedTable(
                path: path, label: arguments.optionalText("label"),
                positive: arguments.optionalText("positive"), asOf: arguments.optionalText("as-of"),
                leavingOut: arguments.texts("leave-out"), zone: arguments.text("zone"))
            if !arguments.flag("json") { for note in table.notes { console.line("  \(note)") } }
            let frame = try TableImport(table.definition, directory: ".", zone: arguments.text("zone")).run()
                .frame
            steps.step("auditing")
            report = try LeakageAudit().run(table.definition, frame: frame)
            name = path.split(separator: "/").last.map(String.init) ?? path
        } else {
            guard arguments.optionalText("pipeline") != nil else {
                throw WorkflowError.unusable(
                    what: "nothing to audit is named",
                    remedy: "name a pipeline file, --table FILE or --scores FILE")
            }
            let pipeline = try arguments.pipeline()
            steps.step("reading")
            let room = try DataRoom(pipeline, workspace: arguments.dataWorkspace(), step: steps.step)
            steps.step("computing features")
            let data = try room.prepare()
            steps.step("auditing")
            report = try room.audit(data)
            name = pipeline.name
        }
        steps.finish()
        if let path = arguments.optionalText("junit") {
            try Common.makeFolder(of: path)
            let junit = JUnitReport(
                name: "\(name) audit", gates: nil, findings: report.findings.map(ReportFinding.init))
            try AtomicFile.write(Array(junit.render().utf8), to: path)
        }
        if arguments.flag("json") { try console.json(report) } else { Summary.audit(report, console) }
        return !report.passed ? .failed : report.warnings.isEmpty ? .ok : .warned
    }
}
