import Evaluation
import Models
import Personas
import Terminal
import Workflow

extension PersonaSummary {
    /// What the leads of each persona want.
    static func intents(_ assignments: PersonaAssignments, _ console: Console) {
        for (name, persona, _) in assignments.counts where persona != nil {
            intents(assignments.intents(of: persona), of: name, console)
        }
        if assignments.counts.contains(where: { $0.persona == nil }) {
            intents(assignments.intents(of: nil), of: "unknown", console)
        }
    }

    /// The five commonest intents of some leads, all others together, and how many have none.
    static func intents(_ shares: [IntentShare], of name: String, _ console: Console) {
        guard !shares.isEmpty else { return }
        let told = IntentShare.commonest(5, of: shares)
        console.line(
            "\(name) want: \(told.map { "\($0.name) \(Figures.percent($0.share.value ?? 0))" }.joined(separator: ", "))"
        )
    }

    /// What one lead wants.
    static func intent(_ intent: IntentOfLead, _ console: Console) {
        func likely(_ name: String?, _ probability: Double?) -> String {
            "\(name ?? ""), \(Figures.percent(probability ?? 0))"
        }
        if let name = intent.name {
            console.line("intent: \(likely(name, intent.probability))")
        } else {
            console.line("no intent: \(intent.abstention?.rawValue ?? "")")
            if let likeliest = intent.likeliest {
                console.line("likeliest intent: \(likely(likeliest, intent.probability))")
            }
        }
        if let next = intent.runnerUp {
            console.line("next intent: \(likely(next, intent.runnerUpProbability))")
        }
    }

    /// By which messages and how well a version tells intents.
    static func intents(of personas: StoredPersonas, _ console: Console) {
        guard let question = personas.package.model.taxonomy.intent,
            let model = personas.package.model.intents
        else { return }
        let window = question.window.map { " of the last \($0)" } ?? ""
        console.line(
            "intents: \(model.intents.count), by the newest \(question.event)\(window), attribute \(question.textAttribute); none below a probability of \(Figures.text(model.threshold))"
        )
        guard let training = personas.intentTraining else { return }
        let accuracy = training.heldOut.map {
            "\(share($0.answers.accuracy, bounds: true)) right of those held out"
        }
        console.line(
            "  learned from \(Figures.count(training.rows)) messages, \(accuracy ?? "none of which was held out")"
        )
    }
}
