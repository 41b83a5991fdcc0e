public import Datasets
import Features
import Reports
import Storage

extension DataRoom {
    /// What the events look like over time, and what is odd about them, with the gates that do not hold.
    ///
    /// - Throws: `WorkflowError.unusable` for a plain table, whose rows are no events.
    public func profile() throws -> DataProfile {
        guard case .events(let result, _, _) = contents else {
            throw WorkflowError.unusable(
                what: "a plain table's rows are no events in time, so that there is nothing to profile",
                remedy: "profile the sources that the table was made of, as a pipeline with `sources`")
        }
        return try pipeline.locating {
            let table = result.log.table
            let profile = try pipeline.profiler.profile(table, manifest: manifest, quarantine: quarantine)
            return profile.adding(try pipeline.profiler.failedGates(table, manifest: manifest))
        }
    }

    /// Writes a profile as a page and as JSON into the reports of the pipeline.
    ///
    /// - Returns: the path of the page; `profile.json` lies beside it.
    public func writeProfile(_ profile: DataProfile, in workspace: Workspace) throws -> String {
        let folder = workspace.reports(of: pipeline.name)
        try FileSystem.makeDirectories(folder)
        let page = ProfilePage(
            profile, name: pipeline.name,
            title: pipeline.settings.data.description.isEmpty
                ? pipeline.settings.title : pipeline.settings.data.description)
        try AtomicFile.write(CanonicalJSON.encode(profile), to: folder + "/profile.json")
        try AtomicFile.write(Array(page.render().utf8), to: folder + "/profile.html")
        return folder + "/profile.html"
    }

    /// Stops a run whose data do not pass the gates of the `quality` section.
    ///
    /// - Throws: `WorkflowError.refused` naming each gate, source and figure.
    func refuseFailedGates() throws {
        guard case .events(let result, _, _) = contents else { return }
        try refuseFailedGates(in: result.log.table)
    }

    /// The same of a table that has more events than were imported.
    func refuseFailedGates(in table: @autoclosure () -> EventTable) throws {
        guard pipeline.settings.quality?.gates != nil else { return }
        try pipeline.refuse(
            pipeline.locating { try pipeline.profiler.failedGates(table(), manifest: manifest) })
    }

    /// Stops a run whose features do not pass their gates.
    ///
    /// - Parameter asksForVariety: false for a frame of a single question, in which all is constant.
    /// - Throws: `WorkflowError.refused` naming each feature and figure.
    func refuseFailedFeatures(_ frame: FeatureFrame, asksForVariety: Bool = true) throws {
        try pipeline.refuseFailedFeatures(frame, asksForVariety: asksForVariety)
    }
}
