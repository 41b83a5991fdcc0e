/// Counts what keeps the daemon from harm: requests that are refused before they are looked at, and files read again.
final class SafeguardMeter: Sendable {
    /// Requests refused for the load.
    let overload = ReasonCounts<Overload>()
    /// Requests that were not let in.
    let access = ReasonCounts<AccessRefusal>()
    /// Readings of the file of keys.
    let keyReloads = ReasonCounts<ReloadOutcome>()

    /// Readings of the settings.
    let settingsReloads = ReasonCounts<ReloadOutcome>()

    /// Writes the counts.
    func write(to text: inout Exposition) {
        overload.write("leadline_overload_refused_total", "Requests refused for the load.", to: &text)
        access.write("leadline_access_refused_total", "Requests that were not let in.", to: &text)
        keyReloads.write(
            "leadline_key_reloads_total", "Readings of the file of keys.", label: "outcome", to: &text)
        settingsReloads.write(
            "leadline_settings_reloads_total", "Readings of the settings.", label: "outcome", to: &text)
    }
}
