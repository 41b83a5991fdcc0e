import Datasets
public import Evaluation
import Reports
import Storage

extension ScoresFile {
    /// Writes the report and the card of what was measured on the file, for people.
    ///
    /// - Parameters:
    ///   - document: what `evaluate` gave.
    ///   - plan: what was measured.
    ///   - folder: where `report.html` and `card.md` are written; it is made where it is not there.
    /// - Returns: the path of the HTML file.
    public func writeReport(
        _ document: EvaluationDocument, _ plan: EvaluationPlan, in folder: String
    ) throws -> String {
        try content(document, plan).write(in: folder)
    }

    private func content(_ document: EvaluationDocument, _ plan: EvaluationPlan) throws -> ReportContent {
        let digest = try Digest.file(path).description
        let dates = try ZonedDays(table.asOf, zone: "UTC").dates(of: table.asOf)
        let (first, last) = (dates.min() ?? "", dates.max() ?? "")
        let labels = table.labels ?? []
        let auroc = document.row("auroc").map { Figures.text($0.value, $0.lower, $0.upper) } ?? "undefined"
        let independent =
            document.cluster.map { "Rows of one \($0) are not independent: intervals go by \($0)." }
            ?? "Each row is taken as independent of the others."
        var content = ReportContent(
            title: "What do these scores tell of what happened?", modelName: FileSystem.name(of: path),
            version: String(digest.prefix(12)),
            headline: (document.headlineSentence(plan).map { $0 + " " } ?? "")
                + "AUROC \(auroc) on all rows of the file.",
            provenance: "Scores of another program, in a file with what happened",
            slices: [
                ReportSlice(
                    name: "test", span: Figures.span(first, last), rows: labels.count,
                    positives: labels.count { $0 }, purpose: "every figure is measured here")
            ],
            rows: document.metrics, plan: plan,
            baselines: document.baseline.map {
                [
                    ReportBaseline(
                        name: $0.name, meaning: "other scores of the same rows", rows: $0.metrics,
                        curves: $0.curves)
                ]
            } ?? [],
            curves: document.curves, findings: try audit().findings.map(ReportFinding.init),
            limits: [
                independent,
                "Nothing is known of how the scores were made: that they rest on nothing but what was known at asOf is for their maker to show.",
            ],
            lineage: [ReportFact(name: "scores", value: "\(FileSystem.name(of: path)), SHA-256 \(digest)")])
        content.stability = document.stability
        return content
    }
}
