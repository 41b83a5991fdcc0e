import Datasets
import Features
import Settings

extension Pipeline {
    /// Refuses a `quality` section that names what there is not.
    func checkQuality() throws(SettingsError) {
        guard let quality = settings.quality, let sources = settings.sources else { return }
        do throws(DatasetError) {
            try quality.check(sources: sources, features: settings.features?.names ?? [])
        } catch {
            throw document.error(at: error.keyPath ?? ["quality"], error.what, remedy: error.remedy)
        }
    }

    /// The profiler of the pipeline's events.
    var profiler: EventProfiler {
        EventProfiler(
            sources: settings.sources ?? [:], zone: settings.data.zone, until: settings.data.until,
            settings: settings.quality, outcome: settings.label?.outcome.kind,
            anchor: settings.cutoffs?.anchored?.kind)
    }

    /// Stops a run whose features do not pass their gates.
    ///
    /// - Parameter asksForVariety: false for a frame of a single question, in which all is constant.
    /// - Throws: `WorkflowError.refused` naming each feature and figure.
    func refuseFailedFeatures(_ frame: FeatureFrame, asksForVariety: Bool) throws {
        guard let gates = settings.quality?.features else { return }
        try refuse(FeatureInspection(gates).failures(frame, asksForVariety: asksForVariety))
    }

    /// Stops a run where a gate failed.
    func refuse(_ failed: [ProfileFinding]) throws(WorkflowError) {
        guard !failed.isEmpty else { return }
        let remedies = failed.map(\.remedy).reduce(into: [String]()) { known, remedy in
            if !known.contains(remedy) { known.append(remedy) }
        }
        throw .refused(
            what: failed.map { "quality gate \($0.place): \($0.evidence)" }.joined(separator: "\n"),
            remedy: remedies.joined(separator: "; "))
    }
}
