import Datasets
import Personas
import Spelling

extension Pipeline {
    /// Refuses a question of intents whose messages no contract gives.
    ///
    /// A personal attribute is asked for as well: what leads wrote is read, and nothing of it but the intent is told or kept.
    func checkMessages(of question: IntentQuestion) throws(WorkflowError) {
        if isTable {
            throw .unusable(
                what: "the intent is that of a message, and a plain table has no events",
                remedy: "leave the intent out")
        }
        let sources = settings.sources ?? [:]
        let kinds = Set(sources.values.flatMap { $0.events.map(\.kind) }).sorted()
        guard kinds.contains(question.event) else {
            throw .unusable(
                what: "intent: no source makes events of kind '\(question.event)'",
                remedy: NearestName.remedy(for: question.event, among: kinds))
        }
        let catalog = EventCatalog(sources)
        let fields = catalog.fields(of: question.textAttribute, kinds: [question.event])
        if fields.isEmpty {
            throw .unusable(
                what:
                    "intent: no \(EventCatalog.words([question.event])) has the attribute '\(question.textAttribute)'",
                remedy: NearestName.remedy(
                    for: question.textAttribute, among: catalog.attributes(of: [question.event])))
        }
        if let field = fields.first(where: { $0.type != .text }) {
            throw .unusable(
                what:
                    "intent: '\(question.textAttribute)' is of type \(field.type.rawValue), and a message is a text",
                remedy: "name the attribute that holds what was written")
        }
    }
}
