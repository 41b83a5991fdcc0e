import Datasets

extension Pipeline {
    /// What turns the events into cases; nil for a pipeline of a plain table.
    ///
    /// - Throws: `SettingsError` with file, line and key.
    func planner() throws -> CasePlanner? {
        guard let label = settings.label, let cutoffs = settings.cutoffs, let slices = settings.slices else {
            return nil
        }
        return try locating {
            try CasePlanner(
                unit: settings.unit, label: label, cutoffs: cutoffs, eligible: settings.eligible,
                slices: slices, until: settings.data.until,
                delays: (settings.sources ?? [:]).mapValues(\.assumedDelays), identity: settings.identity,
                zone: settings.data.zone)
        }
    }
}
