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
}
