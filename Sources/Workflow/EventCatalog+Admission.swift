import Datasets
import Features

extension EventCatalog {
    /// An event as an import would have it: of a kind that its source yields, each attribute as its field must be, and without
    /// attributes that no contract lists.
    ///
    /// - Throws: `WorkflowError.unusable` naming the member that does not fit, and no value.
    /// - Complexity: O(events of the contracts + attributes).
    func admitted(_ event: Event) throws(WorkflowError) -> Event {
        let entries = events.filter { $0.source == event.source && $0.definition.kind == event.kind }
        guard !entries.isEmpty else {
            let known = Set(events.map { "\($0.source): \($0.definition.kind)" }).sorted()
            throw .unusable(
                what: "`source` and `type` are of no events that the pipeline's contracts know",
                remedy: "send one of theirs (\(known.joined(separator: ", "))), or add it to a contract")
        }
        var problem = ""
        for entry in entries {
            guard let found = Self.problem(of: event, by: entry) else {
                var event = event
                let fields = entry.definition.attributeFields
                event.attributes = event.attributes.filter { fields[$0.key] != nil }
                return event
            }
            problem = found
        }
        throw .unusable(what: problem, remedy: "send it as its contract says, or change the contract")
    }

    private static func problem(of event: Event, by entry: Entry) -> String? {
        let fields = entry.contract.fields
        if let problem = fields[entry.definition.subject]?.problem(of: .link(event.subject)) {
            return "`subject` \(problem)"
        }
        for (name, field) in entry.definition.attributeFields.sorted(by: { $0.key < $1.key }) {
            let member = name == Event.accountName ? name : "data.\(name)"
            guard let value = event.attributes[name] else {
                if fields[field]?.nulls == .refuse {
                    return "`\(member)` is missing, and its contract refuses that"
                }
                continue
            }
            if let problem = fields[field]?.problem(of: value) { return "`\(member)` \(problem)" }
        }
        return nil
    }
}
