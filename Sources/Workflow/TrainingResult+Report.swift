import Evaluation
public import Registry
import Reports
import Storage

extension TrainingResult {
    /// Writes the version's report with what the gates say now, for people.
    ///
    /// - Parameters:
    ///   - workspace: its reports folder.
    ///   - pipeline: whose gates.
    ///   - decision: who asks and when, for requirements of the gates.
    /// - Returns: the path of the HTML file; the model card lies beside it.
    public func writeReport(
        in workspace: Workspace, for pipeline: Pipeline, by decision: Decision
    ) throws -> String {
        let model = try workspace.registry.model(pipeline.name)
        let record = try Gatekeeper(pipeline, workspace: workspace).recorded(
            version: version.version, for: "production", by: decision)
        let content = ReportWriter(
            package: package, document: document, audit: audit, lineage: lineage,
            dataDescription: pipeline.settings.data.description, plan: pipeline.settings.evaluation,
            version: "\(version.version)",
            gates: record?.result, looks: try model.looks().count,
            promotions: try model.history().filter { $0.action == .promote && $0.version == version.version }
        ).content()
        let folder = "\(workspace.reports(of: pipeline.name))/version-\(version.version)"
        try FileSystem.makeDirectories(folder)
        try AtomicFile.write(Array(HTMLReport(content).render().utf8), to: folder + "/" + VersionFile.report)
        try AtomicFile.write(Array(ModelCard(content).render().utf8), to: folder + "/" + VersionFile.card)
        return folder + "/" + VersionFile.report
    }
}
