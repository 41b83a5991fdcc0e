/// Refuses what is well formed and yet no setting, with its line.
public struct SettingsCheck {
    /// Where the settings stand.
    public let document: SettingsDocument

    /// Checks the settings of a document.
    public init(document: SettingsDocument) { self.document = document }

    /// Throws an error at a key unless a condition holds.
    ///
    /// - Throws: the document's error at the key, or at the nearest value above it.
    public func require(
        _ holds: Bool, _ keyPath: [String], _ reason: String, _ remedy: String
    ) throws(SettingsError) {
        if !holds { throw document.error(at: keyPath, reason, remedy: remedy) }
    }

    /// Refuses a number outside its range; one that is not given passes.
    ///
    /// - Throws: as `require`.
    public func range<Number: Comparable>(
        _ value: Number?, in range: ClosedRange<Number>, _ keyPath: [String]
    ) throws(SettingsError) {
        guard let value else { return }
        try require(
            range.contains(value), keyPath, "\(value) is not in \(range.lowerBound)...\(range.upperBound)",
            "write a number of that range, or leave the key out")
    }
}
