/// What became of one feature from one set of definitions to another.
public struct FeatureDifference: Codable, Equatable, Sendable {
    /// The feature's name.
    public var feature: String
    /// What became of it.
    public var change: Change
    /// The fields that differ, where it is in both sets.
    public var fields: [Field]

    /// What can become of a feature.
    public enum Change: String, Codable, Sendable {
        /// It is only in the newer set.
        case added
        /// It is only in the older set.
        case removed
        /// It is computed in another way.
        case changed
        /// It is computed as before and told in other words: its unit, its sentence or its family differs.
        case reworded
    }

    /// A field in both definitions; nil where it is not given.
    public struct Field: Codable, Equatable, Sendable {
        /// The field's name.
        public var field: String
        /// What the older definition says.
        public var old: String?
        /// What the newer definition says.
        public var new: String?
    }
}

extension FeatureSet {
    /// What became of the features of an older set, in its order, then what this one adds, in this one's order.
    ///
    /// The order of the features is no difference.
    /// - Complexity: O(features squared).
    public func differences(from old: FeatureSet) -> [FeatureDifference] {
        let kept = old.features.compactMap { feature -> FeatureDifference? in
            guard let definition = definition(of: feature.name) else {
                return FeatureDifference(feature: feature.name, change: .removed, fields: [])
            }
            var fields = definition.differences(from: feature.definition)
            if identity != old.identity, !definition.isOfCutoff {
                fields.append(
                    FeatureDifference.Field(
                        field: "identity", old: old.identity?.links.joined(separator: ", "),
                        new: identity?.links.joined(separator: ", ")))
            }
            if fields.isEmpty { return nil }
            let isReworded = fields.allSatisfy { ["unit", "sentence", "family"].contains($0.field) }
            return FeatureDifference(
                feature: feature.name, change: isReworded ? .reworded : .changed, fields: fields)
        }
        let added = features.filter { old.index(of: $0.name) == nil }
        return kept + added.map { FeatureDifference(feature: $0.name, change: .added, fields: []) }
    }
}

extension FeatureDefinition {
    /// The fields in which the definition differs from an older one, the older one's first.
    func differences(from old: FeatureDefinition) -> [FeatureDifference.Field] {
        let (before, after) = (old.entries, entries)
        let names =
            before.map(\.field) + after.map(\.field).filter { name in !before.contains { $0.field == name } }
        return names.compactMap { name in
            let one = before.first { $0.field == name }?.text
            let other = after.first { $0.field == name }?.text
            return one == other ? nil : FeatureDifference.Field(field: name, old: one, new: other)
        }
    }
}
