import Datasets
import Features
import Settings
import Spelling

extension Pipeline {
    /// Refuses values of the label's events that no event can have: nobody would be positive, or excluded.
    func checkLabelValues(in catalog: EventCatalog) throws(SettingsError) {
        guard let label = settings.label else { return }
        var named: [(place: [String], kind: String, values: [String: FilterValue]?)] = [
            (["label", "outcome"], label.outcome.kind, label.outcome.where)
        ]
        for (index, other) in (label.outcome.or ?? []).enumerated() {
            named.append((["label", "outcome", "or", "\(index)"], other.kind, other.where))
        }
        for (index, end) in (label.competing?.events ?? []).enumerated() {
            named.append((["label", "competing", "events", "\(index)"], end.kind, end.where))
        }
        for (index, rule) in (label.exclude ?? []).enumerated() {
            named.append((["label", "exclude", "\(index)"], rule.kind, rule.where))
        }
        for (place, kind, values) in named {
            for (name, value) in (values ?? [:]).sorted(by: { $0.key < $1.key }) {
                let fields = catalog.fields(of: name, kinds: [kind])
                if fields.isEmpty {
                    throw document.error(
                        at: place + ["where", name],
                        "no contract gives an event of kind '\(kind)' the attribute '\(name)'",
                        remedy: NearestName.remedy(for: name, among: catalog.attributes(of: [kind]))
                            + ", or list it under the event's attributes")
                }
                if !fields.contains(where: { $0.canBe(value) }) {
                    throw document.error(
                        at: place + ["where", name],
                        "'\(name)' is \(Self.words(fields)) by its contract, and never \(value.attribute.words)",
                        remedy: Self.remedy(for: value.attribute, fields))
                }
            }
        }
    }
}
