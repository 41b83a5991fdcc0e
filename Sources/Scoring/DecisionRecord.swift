public import Features

/// One answer of a served model, as the log of decisions keeps it: a line of JSON.
///
/// `docs/formats/decisions.md` has the format.
public struct DecisionRecord: Codable, Equatable, Sendable {
    /// When it was answered.
    public var time: Instant
    /// What tells answers apart: the same version asked the same twice has one id.
    public var decisionId: String
    /// The model's name.
    public var model: String
    /// The version's number.
    public var version: Int
    /// The digest of the version's manifest.
    public var digest: String
    /// The pseudonym of the entity.
    public var entity: String
    /// As of when it was asked.
    public var asOf: Instant
    /// The probability, in 0...1.
    public var probability: Double
    /// The calibrated logit.
    public var logit: Double
    /// The variant that answered, where there were several.
    public var variant: String?

    /// Creates a record.
    public init(
        time: Instant, decisionId: String, model: String, version: Int, digest: String, entity: String,
        asOf: Instant, probability: Double, logit: Double, variant: String? = nil
    ) {
        self.time = time
        self.decisionId = decisionId
        self.model = model
        self.version = version
        self.digest = digest
        self.entity = entity
        self.asOf = asOf
        self.probability = probability
        self.logit = logit
        self.variant = variant
    }

    /// Whether two lines say the same, whenever and as whichever variant the version answered.
    public func repeats(_ other: DecisionRecord) -> Bool {
        var other = other
        other.time = time
        other.variant = variant
        return self == other
    }
}
