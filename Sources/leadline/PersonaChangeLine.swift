import Features
import Personas
import Workflow

/// A line of `leadline personas follow`: who became somebody else, wants something else or raises other flags.
struct PersonaChangeLine: Encodable {
    var lead: String
    var from: String
    var to: String
    /// What is other than before.
    var changed: [LivingProfiles.Change.Aspect]
    var decidedBy: PersonaAssignment.Decider?
    var abstention: PersonaAssignment.Abstention?
    var probability: Double?
    var reasons: [String]
    var flags: [RaisedFlag]
    var intent: IntentOfLead?
    var asOf: String
    /// When the event happened that made it; missing where time alone did.
    var time: String?
    /// The event's line.
    var line: Int?

    init(_ change: LivingProfiles.Change, lead: String, event: (time: Instant, line: Int)?) {
        self.lead = lead
        (from, to, changed) = (change.from, change.to, change.changed)
        decidedBy = change.assignment?.decidedBy
        abstention = change.assignment?.abstention
        probability = change.assignment?.probability
        reasons = change.assignment?.reasons ?? []
        flags = change.assignment?.flags ?? []
        intent = change.assignment?.intent
        asOf = change.asOf.description
        time = event?.time.description
        line = event?.line
    }
}
