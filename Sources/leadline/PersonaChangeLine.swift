import Features
import Personas
import Workflow

/// A line of `leadline personas follow`: who became somebody else.
struct PersonaChangeLine: Encodable {
    var lead: String
    var from: String
    var to: String
    var decidedBy: PersonaAssignment.Decider?
    var abstention: PersonaAssignment.Abstention?
    var probability: Double?
    var reasons: [String]
    var intent: IntentOfLead?
    var asOf: String
    /// When the event happened that made it; missing where time alone did.
    var time: String?
    /// The event's line.
    var line: Int?

    init(_ change: LivingProfiles.Change, lead: String, event: (time: Instant, line: Int)?) {
        self.lead = lead
        (from, to) = (change.from, change.to)
        decidedBy = change.assignment?.decidedBy
        abstention = change.assignment?.abstention
        probability = change.assignment?.probability
        reasons = change.assignment?.reasons ?? []
        intent = change.assignment?.intent
        asOf = change.asOf.description
        time = event?.time.description
        line = event?.line
    }
}
