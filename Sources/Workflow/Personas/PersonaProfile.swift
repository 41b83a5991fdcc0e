public import Evaluation
public import Learning

/// What the leads of one discovered cluster are like.
public struct PersonaProfile: Codable, Equatable, Sendable {
    /// The cluster's id.
    public var id: String
    /// Its leads, and their share of all.
    public var size: ShareEstimate
    /// The mean greatest Jaccard similarity in bootstrap samples; nil where it could not be measured.
    public var stability: Double?
    /// What that says.
    public var verdict: StabilityVerdict
    /// The middle of each input among its leads; nil in files of before it was measured.
    public var centre: [CentreValue]?
    /// What tells its leads from the others, the most first.
    public var telling: [TellingFeature]
    /// The words its leads wrote more than others, the most telling first; none where no texts were looked at.
    public var words: [TellingTerm]
    /// The steps its leads took more than others, the most telling first.
    public var steps: [TellingTerm]
    /// The commonest ways its leads went, the commonest first.
    public var journeys: [Journey]
    /// How many of its leads had the outcome.
    public var conversion: ShareEstimate
    /// The same of later leads, whom the clusters were not found in; nil where there are none.
    public var laterConversion: ShareEstimate?
    /// What its leads want, the commonest intents first, those of fewer than five leads among the others; nil where it was not asked.
    public var intents: [IntentShare]?
    /// Leads near the centre, by pseudonym.
    public var examples: [String]

    /// Whether it comes again in bootstrap samples.
    public var isTrusted: Bool { verdict == .valid || verdict == .highlyStable }
}
