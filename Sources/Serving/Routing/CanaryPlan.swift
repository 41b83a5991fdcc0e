public import Registry

/// A version that is tried on a share of a model's leads.
public struct CanaryPlan: Equatable, Sendable {
    /// The version, by an alias.
    public var reference: ModelReference
    /// The share of the leads, in percent, to two decimals; 0...100.
    public var percent: Double
    /// What the choice of the leads depends on beside the model: another salt, other leads.
    public var salt = ""
    /// When the version is stopped.
    public var criteria = StopCriteria()

    /// Tries a version on a share of the leads.
    public init(_ reference: ModelReference, percent: Double) {
        self.reference = reference
        self.percent = percent
    }

    /// How many of the 10,000 parts of the leads it answers.
    var buckets: Int { LeadBucket.count(ofPercent: percent) }
}

extension CanaryPlan {
    /// What settings ask for.
    ///
    /// - Throws: `ServingError.invalidModelReference` for what is no alias.
    init(_ settings: CanarySettings, of name: String) throws(ServingError) {
        self.init(try ModelReference(challenger: settings.version, of: name), percent: settings.percent)
        salt = settings.salt ?? salt
        criteria = settings.stop.map { StopCriteria($0) } ?? criteria
    }

    /// Reads `NAME@ALIAS=PERCENT`.
    ///
    /// - Throws: `ServingError.invalidCanary`.
    public init(_ text: String) throws(ServingError) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let percent = Double(parts[1]), (0...100).contains(percent),
            let reference = try? ModelReference(challenger: parts[0])
        else { throw .invalidCanary(text: text) }
        self.init(reference, percent: percent)
    }
}
