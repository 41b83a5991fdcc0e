import Datasets
import Features
import Settings

extension Pipeline {
    /// Refuses values of the label's events that no event can have: nobody would be positive, or excluded.
    func checkLabelValues(in catalog: EventCatalog) throws(SettingsError) {
        for (place, kind, values) in labelEvents {
            for (name, value) in (values ?? [:]).sorted(by: { $0.key < $1.key }) {
                let fields = catalog.fields(of: name, kinds: [kind])
                let place = place + ["where", name]
                if fields.isEmpty { throw unknownAttribute(name, of: [kind], in: catalog, at: place) }
                if !fields.contains(where: { $0.canBe(value) }) {
                    throw impossible(value.attribute, of: name, fields, at: place)
                }
            }
        }
    }

    /// The events that the label names, each with its key path and the values that it must have.
    var labelEvents: [(place: [String], kind: String, values: [String: FilterValue]?)] {
        guard let label = settings.label else { return [] }
        var named = [(place: ["label", "outcome"], kind: label.outcome.kind, values: label.outcome.where)]
        for (index, other) in (label.outcome.or ?? []).enumerated() {
            named.append((["label", "outcome", "or", "\(index)"], other.kind, other.where))
        }
        for (index, end) in (label.competing?.events ?? []).enumerated() {
            named.append((["label", "competing", "events", "\(index)"], end.kind, end.where))
        }
        for (index, rule) in (label.exclude ?? []).enumerated() {
            named.append((["label", "exclude", "\(index)"], rule.kind, rule.where))
        }
        return named
    }
}
