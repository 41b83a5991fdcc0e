internal import Features

/// What is true of a lead, whatever its rows say.
struct LeadTruth: Sendable {
    /// The number of the lead.
    var lead: Int
    /// The lead whose draws this one repeats: itself, but for a planted copy.
    var character: Int
    /// How much later everything happens than to the character, in microseconds.
    var shift: Int64 = 0
    var account: Int
    /// Microseconds since 1970, as are all times here.
    var createdAt: Int64
    var persona: Int
    var intent: Int
    var isInGroup: Bool
    /// The place in `LeadTruth.origins`.
    var origin: Int
    /// The campaign that brought it; -1 for none.
    var campaign: Int
    /// Expected interactions, and the logarithm's distance from its mean in deviations.
    var activity: Double
    var activityScore: Double
    /// The score that sales went by, in 0...100.
    var score: Int
    /// When sales called first; nil for never.
    var contactedAt: Int64?
    /// The logit of converting without the company's intercept.
    var logit: Double
    /// The true probability of converting within the window of its creation.
    var probability = 0.0
    /// The same, known that it has not converted when the pipeline asks.
    var probabilityWhenAsked = 0.0
    /// Whether its account's draw was its own, which is planted.
    var followsAccount = false
    var convertedAt: Int64?
    /// When sales gave it up.
    var declinedAt: Int64?

    static let origins = ["form", "partner", "campaign", "list", "chat"]

    var converts: Bool { convertedAt != nil }

    /// A copy under another number, some time later.
    func copy(as lead: Int, later shift: Int64) -> LeadTruth {
        var copy = self
        copy.lead = lead
        copy.shift = self.shift + shift
        copy.createdAt += shift
        copy.contactedAt = contactedAt.map { $0 + shift }
        copy.convertedAt = convertedAt.map { $0 + shift }
        copy.declinedAt = declinedAt.map { $0 + shift }
        return copy
    }
}
