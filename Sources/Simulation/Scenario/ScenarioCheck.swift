internal import Settings

/// Refuses settings with their line.
struct ScenarioCheck {
    let document: SettingsDocument

    /// Throws an error at a key unless a condition holds.
    func require(
        _ holds: Bool, _ keyPath: [String], _ reason: String, _ remedy: String
    ) throws(SettingsError) {
        if !holds { throw document.error(at: keyPath, reason, remedy: remedy) }
    }

    /// Refuses a number outside its range; one that is not given passes.
    func range<Number: Comparable>(
        _ value: Number?, in range: ClosedRange<Number>, _ keyPath: [String]
    ) throws(SettingsError) {
        guard let value else { return }
        try require(
            range.contains(value), keyPath, "\(value) is not in \(range.lowerBound)...\(range.upperBound)",
            "write a number of that range, or leave the key out")
    }
}
