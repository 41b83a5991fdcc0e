import Datasets
import Features
import Settings
import Spelling

extension Pipeline {
    /// Refuses features of attributes that no contract gives, and of personal ones whose values the model would hold.
    func checkAttributes(of features: FeatureSet, in catalog: EventCatalog) throws(SettingsError) {
        for feature in features.features {
            let definition = feature.definition
            let named =
                [definition.attribute].compactMap { $0 }.map { (["attribute"], $0) }
                + definition.where.keys.sorted().map { (["where", $0], $0) }
            for (place, name) in named {
                let keyPath = ["features", feature.name] + place
                if catalog.fields(of: name, kinds: definition.eventKinds).isEmpty {
                    throw unknownAttribute(name, of: definition.eventKinds, in: catalog, at: keyPath)
                }
                guard catalog.isPersonal(name, kinds: definition.eventKinds) else { continue }
                if definition.kind == .text, place == ["attribute"] {
                    guard definition.personal != true else { continue }
                    throw document.error(
                        at: keyPath, "'\(name)' is personal, and the feature would write it into a frame",
                        remedy: "add `personal: true` to the feature if the frame may hold it")
                }
                if place == ["where", name] || definition.columnKind == .category {
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

    /// The error for an attribute that no event of the kinds has.
    func unknownAttribute(
        _ name: String, of kinds: [String], in catalog: EventCatalog, at place: [String]
    ) -> SettingsError {
        let known = catalog.attributes(of: kinds)
        return document.error(
            at: place, "no contract gives an \(EventCatalog.words(kinds)) the attribute '\(name)'",
            remedy: known.isEmpty
                ? "list it under the event's attributes in the source"
                : "\(NearestName.remedy(for: name, among: known)), or list it under the event's attributes")
    }
}
