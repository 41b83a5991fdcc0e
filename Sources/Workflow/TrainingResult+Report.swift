import Evaluation
import Registry
import Reports
import Storage

extension TrainingResult {
    /// Writes the version's report with what the gates say, for people.
    ///
    /// - Parameters:
    ///   - workspace: its reports folder.
    ///   - pipeline: that it was trained from.
    ///   - record: what came of the gates; nil before they were held.
    /// - Returns: the path of the HTML file; the model card lies beside it.
    public func writeReport(
        in workspace: Workspace, for pipeline: Pipeline, gates record: GateRecord?
    ) throws -> String {
        let model = try workspace.registry.model(pipeline.name)
        var content = ReportWriter(
            package: package, document: document, audit: audit, lineage: lineage,
            dataDescription: pipeline.settings.data.description, plan: pipeline.settings.evaluation,
            version: "\(version.version)",
            gates: record?.result, reference: reference, looks: try model.looks().count,
            promotions: try model.history().filter { $0.action == .promote && $0.version == version.version }
        ).content()
        content.requirements = record?.requirements ?? []
        return try content.write(
            in: "\(workspace.reports(of: pipeline.name))/version-\(version.version)")
    }
}
