import Datasets
import Features
import Settings
import Spelling

extension Pipeline {
    /// Refuses features that could have no value, or one value, for everybody.
    ///
    /// Their channel has no events, their attribute has values of a type that the kind has no use for, or a condition
    /// asks for a value that the contract rules out.
    func checkValues(of features: FeatureSet, in catalog: EventCatalog) throws(SettingsError) {
        for feature in features.features {
            let definition = feature.definition
            let place = ["features", feature.name]
            try checkChannel(of: definition, at: place, in: catalog)
            if let attribute = definition.attribute, let needed = definition.neededValues {
                let fields = catalog.fields(of: attribute, kinds: definition.eventKinds)
                if !fields.isEmpty, !fields.contains(where: { needed.types.contains($0.type) }) {
                    let fitting = catalog.attributes(of: definition.eventKinds).filter { name in
                        catalog.fields(of: name, kinds: definition.eventKinds).contains {
                            needed.types.contains($0.type)
                        }
                    }
                    throw document.error(
                        at: place + ["attribute"],
                        "'\(attribute)' is \(fields[0].type.words) by its contract, and \(needed.asker) takes \(needed.words)",
                        remedy: fitting.isEmpty
                            ? needed.remedy
                            : "\(NearestName.remedy(for: attribute, among: fitting)), or \(needed.remedy)")
                }
            }
            for (name, condition) in definition.where.sorted(by: { $0.key < $1.key }) {
                let fields = catalog.fields(of: name, kinds: definition.eventKinds)
                try check(condition, on: name, fields, at: place + ["where", name])
            }
        }
    }

    private func checkChannel(
        of definition: FeatureDefinition, at place: [String], in catalog: EventCatalog
    ) throws(SettingsError) {
        let known = catalog.channels(of: definition.eventKinds)
        let events = "no \(EventCatalog.words(definition.eventKinds))"
        if let channel = definition.channel, !known.contains(channel) {
            throw document.error(
                at: place + ["channel"], "\(events) comes through the channel '\(channel)'",
                remedy: NearestName.remedy(for: channel, among: known)
                    + ", or name the events' channel in their source")
        }
        if definition.kind.isOfChannels, known.isEmpty {
            throw document.error(
                at: place + ["kind"],
                "\(events) names a channel, and \(definition.kind.rawValue) looks at nothing else",
                remedy: "write `channel` at the events in their source")
        }
    }

    private func check(
        _ condition: AttributeCondition, on name: String, _ fields: [FieldDefinition], at place: [String]
    ) throws(SettingsError) {
        guard !fields.isEmpty else { return }
        switch condition {
        case .range:
            if fields.contains(where: { $0.type == .number || $0.type == .integer }) { return }
            throw document.error(
                at: place,
                "'\(name)' is \(fields[0].type.words) by its contract, and only numbers keep bounds",
                remedy: "list the values that count")
        case .oneOf(let values):
            for (index, value) in values.enumerated() {
                if fields.contains(where: { $0.canBe(value) }) { continue }
                throw impossible(
                    value, of: name, fields, at: values.count == 1 ? place : place + ["\(index)"])
            }
        }
    }

    /// The error for a value that an attribute of these fields cannot have.
    func impossible(
        _ value: AttributeValue, of name: String, _ fields: [FieldDefinition], at place: [String]
    ) -> SettingsError {
        document.error(
            at: place, "'\(name)' is \(Self.words(fields)) by its contract, and never \(value.words)",
            remedy: Self.remedy(for: value, fields))
    }

    /// What attributes of these fields can be, in words.
    private static func words(_ fields: [FieldDefinition]) -> String {
        guard let allowed = fields[0].allowed else { return fields[0].type.words }
        return "\(fields[0].type.words), one of \(allowed.count),"
    }

    /// The remedy for a value that attributes of these fields cannot have.
    private static func remedy(for value: AttributeValue, _ fields: [FieldDefinition]) -> String {
        switch (value, fields[0].type) {
        case (.text(let text), .integer) where Double(text) != nil,
            (.text(let text), .number) where Double(text) != nil:
            return "write \(text) without quotes"
        case (.text(let text), .boolean) where text == "true" || text == "false":
            return "write \(text) without quotes"
        case (.text(let text), .text):
            return NearestName.remedy(for: text, among: fields.flatMap { $0.allowed ?? [] })
        case (.number, .text), (.flag, .text): return "write \"\(value.category)\" in quotes"
        case (_, .key): return "write {link: namespace:id}"
        case (_, let type): return "ask for \(type.words)"
        }
    }
}
