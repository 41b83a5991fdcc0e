import Datasets
import Features
import Settings
import Spelling

extension Pipeline {
    /// Refuses features of attributes that no contract gives, and of personal ones whose values the model would hold.
    func checkAttributes(
        of features: FeatureSet, in sources: [String: SourceDefinition]
    ) throws(SettingsError) {
        for feature in features.features {
            let definition = feature.definition
            let named =
                [definition.attribute].compactMap { $0 }.map { (["attribute"], $0) }
                + definition.where.keys.sorted().map { (["where", $0], $0) }
            for (place, name) in named {
                let fields = Self.fields(of: name, kinds: definition.eventKinds, in: sources)
                let keyPath = ["features", feature.name] + place
                if fields.isEmpty {
                    let known = Self.attributes(of: definition.eventKinds, in: sources)
                    let kinds = definition.eventKinds.map { "'\($0)'" }.joined(separator: " or ")
                    throw document.error(
                        at: keyPath,
                        "no contract gives an event\(kinds.isEmpty ? "" : " of kind \(kinds)") the attribute '\(name)'",
                        remedy: known.isEmpty
                            ? "list it under the event's attributes in the source"
                            : "\(NearestName.remedy(for: name, among: known)), or list it under the event's attributes"
                    )
                }
                if fields.contains(true), definition.kind == .text, place == ["attribute"] {
                    guard definition.personal != true else { continue }
                    throw document.error(
                        at: keyPath, "'\(name)' is personal, and the feature would write it into a frame",
                        remedy: "add `personal: true` to the feature if the frame may hold it")
                }
                if fields.contains(true), place == ["where", name] || definition.columnKind == .category {
                    throw document.error(
                        at: keyPath,
                        "'\(name)' is personal, and a category of it would write its values into the model",
                        remedy:
                            "count or measure it instead, or say personal: false in its contract if it is not"
                    )
                }
            }
        }
    }

    /// Whether each field behind an attribute is personal, over the events of some kinds.
    private static func fields(
        of attribute: String, kinds: [String], in sources: [String: SourceDefinition]
    ) -> [Bool] {
        sources.values.flatMap { source in
            source.events.filter { kinds.isEmpty || kinds.contains($0.kind) }.compactMap { event in
                event.attributeFields[attribute].map { source.contract.isPersonal($0, in: event) }
            }
        }
    }

    private static func attributes(of kinds: [String], in sources: [String: SourceDefinition]) -> [String] {
        Set(
            sources.values.flatMap { source in
                source.events.filter { kinds.isEmpty || kinds.contains($0.kind) }.flatMap(
                    \.attributeFields.keys)
            }
        ).sorted()
    }
}
