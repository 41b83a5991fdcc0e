import Datasets
import Features

extension FeatureDefinition {
    /// What a feature's kind asks of an attribute.
    struct NeededValues {
        /// The types it can do something with.
        var types: Set<FieldDefinition.Kind>
        /// Those in words.
        var words: String
        /// What asks for them.
        var asker: String
        /// Another way to look at an attribute of another type.
        var remedy: String
    }

    /// What the kind asks of the attribute; nil if it takes any.
    var neededValues: NeededValues? {
        let numbers: Set<FieldDefinition.Kind> = [.integer, .number, .boolean]
        switch kind {
        case .distinct, .changes, .timeSinceChange: return nil
        case .text, .vector, .similarity:
            return NeededValues(
                types: [.text], words: "texts", asker: kind.rawValue,
                remedy: "take its latest value with kind: last")
        case .first, .last, .attribute:
            if columnKind == .number {
                return NeededValues(
                    types: numbers, words: "numbers", asker: "\(kind.rawValue) with type: number",
                    remedy: "remove `type: number`")
            }
            return NeededValues(
                types: numbers.union([.text]), words: "no links", asker: kind.rawValue,
                remedy: "count its values with kind: distinct")
        default:
            return NeededValues(
                types: numbers, words: "numbers", asker: kind.rawValue,
                remedy: "count its values with kind: distinct")
        }
    }
}
