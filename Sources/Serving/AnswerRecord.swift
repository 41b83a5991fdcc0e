/// What is noted of a request while it is answered, by one thread: for the audit log, its trace and the log of decisions.
struct AnswerRecord {
    /// Records what its time goes to; nil where it is not recorded.
    let trace: RequestTrace?
    /// The name of the model, or of the personas, that it is for; nil until that is known.
    var model: String?
    /// The version that answered; nil where none did.
    private(set) var version: Int?

    /// Nothing is known yet.
    init(_ trace: RequestTrace?) { self.trace = trace }

    /// A version answers.
    mutating func answered(by model: LoadedModel) {
        self.model = model.name
        version = model.version
        trace?.model = model
    }

    /// Personas answer.
    mutating func answered(by personas: LoadedPersonas) {
        model = personas.name
        version = personas.version
    }

    /// The answer is known by this name, and about whom it says, where others may be told: of a lead with a pseudonym, and
    /// where nobody was named.
    func decided(_ decision: borrowing ServedDecision) {
        guard let trace else { return }
        if let subject = decision.subject {
            // Of a lead's own name the id is a hash without a key: whoever guesses the name can make it.
            guard subject.isPseudonym else { return }
            trace.pseudonym = subject.lead
        }
        trace.decision = decision.id
    }
}
