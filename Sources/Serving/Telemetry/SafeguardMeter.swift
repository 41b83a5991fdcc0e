internal import Synchronization

/// Counts what keeps the daemon from harm: requests that are refused before they are looked at, and files read again.
final class SafeguardMeter: Sendable {
    /// Requests refused for the load.
    let overload = ReasonCounts<Overload>()
    /// Requests that were not let in.
    let access = ReasonCounts<AccessRefusal>()
    private let keyReloads = ReasonCounts<ReloadOutcome>()
    private let settingsReloads = ReasonCounts<ReloadOutcome>()
    private let areKeysRefused = Atomic<Bool>(false)
    private let areSettingsRefused = Atomic<Bool>(false)

    /// Counts a reading of the file of keys that changed something, or was to.
    func keysWereRead(_ outcome: ReloadOutcome) {
        keyReloads.count(outcome)
        areKeysRefused.store(outcome == .refused, ordering: .relaxed)
    }

    /// Counts a reading of the settings.
    func settingsWereRead(_ outcome: ReloadOutcome) {
        settingsReloads.count(outcome)
        areSettingsRefused.store(outcome == .refused, ordering: .relaxed)
    }

    /// Writes the counts.
    func write(to text: inout Exposition) {
        overload.write("leadline_overload_refused_total", "Requests refused for the load.", to: &text)
        access.write("leadline_access_refused_total", "Requests that were not let in.", to: &text)
        keyReloads.write(
            "leadline_key_reloads_total", "Readings of the file of keys.", label: "outcome", to: &text)
        settingsReloads.write(
            "leadline_settings_reloads_total", "Readings of the settings.", label: "outcome", to: &text)
        text.family(
            "leadline_file_refused", "gauge",
            "Whether a file cannot be used, so that what it said before counts.")
        func gauge(_ file: String, _ isRefused: borrowing Atomic<Bool>) {
            text.sample(
                "leadline_file_refused", [("file", file)], isRefused.load(ordering: .relaxed) ? "1" : "0")
        }
        gauge("keys", areKeysRefused)
        gauge("settings", areSettingsRefused)
    }
}
