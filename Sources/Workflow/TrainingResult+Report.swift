import Evaluation
import Registry
import Reports
import Storage

extension TrainingResult {
    /// Writes the version's report with what the gates say now, for people.
    ///
    /// - Parameters:
    ///   - workspace: its reports folder.
    ///   - pipeline: whose gates.
    /// - Returns: the path of the HTML file; the model card lies beside it.
    public func writeReport(in workspace: Workspace, for pipeline: Pipeline) throws -> String {
        let model = try workspace.registry.model(pipeline.name)
        let verdict = try Gatekeeper(pipeline, workspace: workspace).judge(
            version: version.version, rescores: false)
        let content = ReportWriter(
            package: package, document: document, audit: audit, lineage: lineage,
            dataDescription: pipeline.settings.data.description, plan: pipeline.settings.evaluation,
            version: "\(version.version)",
            gates: verdict.gates, looks: try model.looks().count
        ).content()
        let folder = "\(workspace.reports(of: pipeline.name))/version-\(version.version)"
        try FileSystem.makeDirectories(folder)
        try AtomicFile.write(Array(HTMLReport(content).render().utf8), to: folder + "/" + VersionFile.report)
        try AtomicFile.write(Array(ModelCard(content).render().utf8), to: folder + "/" + VersionFile.card)
        return folder + "/" + VersionFile.report
    }
}
