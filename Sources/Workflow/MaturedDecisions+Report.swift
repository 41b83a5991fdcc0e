import Datasets
import Evaluation
import Features
import Reports
import Storage

extension MaturedDecisions {
    /// Writes the report and the card of what decisions came to, for people.
    ///
    /// - Parameters:
    ///   - log: the file of the decisions.
    ///   - pipeline: whose data have the outcomes.
    ///   - folder: where `report.html` and `card.md` are written; it is made where it is not there.
    /// - Returns: the path of the HTML file; nil, and nothing is written, where no label has matured.
    public func writeReport(of log: String, _ pipeline: Pipeline, in folder: String) throws -> String? {
        guard let curves, let first, let last else { return nil }
        let dates = try ZonedDays([first, last], zone: pipeline.settings.data.zone).dates(of: [first, last])
        let digest = try Digest.file(log).description
        let versions = groups(of: Self.version)
        // A report tells of one slice that everything is measured on.
        let rows = metrics.map { row in
            var row = row
            row.slice = "test"
            return row
        }
        let auroc = rows.first { $0.metric == "auroc" && $0.group == MetricRow.overall }
        var content = ReportContent(
            title: "What did the decisions of \(pipeline.name) come to?", modelName: pipeline.name,
            version: versions.joined(separator: ", "),
            headline:
                "AUROC \(Figures.text(auroc?.value, auroc?.lower, auroc?.upper)) on all decisions whose outcome is known.",
            provenance: "Answers of a served model, from its log of decisions, with what happened since",
            slices: [
                ReportSlice(
                    name: "test", span: Figures.span(dates[0], dates[1]),
                    rows: counts.positives + counts.negatives, positives: counts.positives,
                    purpose: "every figure is measured on these decisions")
            ],
            rows: rows,
            plan: try Self.plan(
                pipeline, by: [Self.version, Self.variant].filter { !groups(of: $0).isEmpty }),
            curves: curves,
            limits: [
                cluster.map { "Decisions on one \($0) are not independent: intervals go by \($0)." }
                    ?? "Each decision is taken as independent of the others.",
                "Whoever was called because of a high score may have been won by the call: what happened is no longer what would have happened without the model.",
                versions.count > 1
                    ? "Figures that are not by version are of all versions together, which answered at different times."
                    : "All decisions are of one version.",
                "\(Figures.count(counts.immature)) decisions are not measured for their label is not complete, \(Figures.count(counts.unknown)) for the data do not know the lead as of then or nothing is asked of it at that time, \(Figures.count(counts.excluded)) for the label leaves them out.",
                "Of the log's lines \(Figures.count(counts.ofOthers)) are of other models, \(Figures.count(counts.fallbacks)) of leads that were answered by the fallback and not by a version, and \(Figures.count(counts.repeated)) repeat an earlier one.",
            ],
            lineage: [
                ReportFact(name: "decisions", value: "\(FileSystem.name(of: log)), SHA-256 \(digest)"),
                ReportFact(name: "labels known until", value: horizon ?? "–"),
            ])
        content.stability = StabilityResult(drifts: [], months: months)
        return try content.write(in: folder)
    }

    /// The values of a grouping that were measured, in order.
    private func groups(of name: String) -> [String] {
        metrics.filter { $0.metric == "base_rate" && $0.group.hasPrefix(name + "=") }.map {
            String($0.group.dropFirst(name.count + 1))
        }
    }
}
