import Spelling

extension FeatureError: CustomStringConvertible {
    /// What is wrong and where, then `; remedy: ` and what to do, in one line.
    public var description: String { "\(problem); remedy: \(remedy)" }

    /// What is wrong, and where.
    public var problem: String {
        switch self {
        case .malformedInstant(let shape): "a text of the shape \"\(shape)\" is no instant"
        case .dateWithoutTime(let shape): "a date without a time of day (\"\(shape)\") is no instant"
        case .malformedDate(let shape): "a text of the shape \"\(shape)\" is no date"
        case .malformedSpan(let text): "\"\(text)\" is no time span"
        case .malformedOffset(let text): "\"\(text)\" is no offset from UTC"
        case .malformedKey(let shape): "a text of the shape \"\(shape)\" is no entity key"
        case .invalidEvent(let field, let problem, _): "event field `\(field)` \(problem)"
        case .unknownKind(let feature, let kind): "feature `\(feature)`: unknown kind `\(kind)`"
        case .missingField(let feature, let field, let kind):
            "feature `\(feature)`: kind \(kind.rawValue) needs `\(field)`"
        case .uselessField(let feature, let field, let kind):
            "feature `\(feature)`: kind \(kind.rawValue) has no use for `\(field)`"
        case .spanOutOfRange(let feature, let field, let span):
            "feature `\(feature)`: `\(field)` is \(span)"
        case .contradiction(let feature, let field, let problem, _):
            "feature `\(feature)`: `\(field)` \(problem)"
        case .emptyText(let feature, let field): "feature `\(feature)`: `\(field)` is empty"
        case .duplicateFeature(let name): "feature `\(name)` is defined twice"
        case .unknownName(let feature, let field, let name, _):
            "feature `\(feature)`: no source makes `\(name)`, which `\(field)` names"
        case .invalidVectors(let problem): "the vectors of events: \(problem)"
        case .otherEmbedder(let reference, let expected, let found):
            "\(reference) is the embedder \(found.prefix(12)), and the features are by \(expected.prefix(12))"
        case .unknownFeature(let name, _): "there is no feature `\(name)`"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .malformedInstant:
            "write YYYY-MM-DDTHH:MM:SS[.ffffff] with Z or ±HH:MM, of a day that exists, without leap seconds"
        case .dateWithoutTime:
            "give time and zone, or declare the field a date, known at the end of its day in the declared zone"
        case .malformedDate: "write YYYY-MM-DD, of a day that exists"
        case .malformedSpan: "write a whole number and a unit: w, d, h, m, s, ms or us, as in 90d"
        case .malformedKey: "write namespace:id, neither of them empty"
        case .malformedOffset:
            "write UTC or a fixed offset such as +01:00; a zone's name has no place here, since its rules change"
        case .invalidEvent(_, _, let remedy), .contradiction(_, _, _, let remedy): remedy
        case .unknownKind(_, let kind):
            NearestName.remedy(for: kind, among: FeatureDefinition.Kind.allCases.map(\.rawValue))
        case .missingField(_, let field, _): "add `\(field): \(Self.example(of: field))`"
        case .uselessField: "remove it"
        case .spanOutOfRange(_, "window", _):
            "give a span above 0d and up to 36500d, or leave `window` out to look at everything known"
        case .spanOutOfRange: "give a span above 0d and up to 36500d"
        case .emptyText: "give it a value or remove it"
        case .duplicateFeature: "rename or remove one"
        case .invalidVectors: "learn them again, or restore their files"
        case .otherEmbedder: "restore the version that they were trained with, or train again"
        case .unknownName(_, _, let name, let known), .unknownFeature(let name, let known):
            NearestName.remedy(for: name, among: known)
        }
    }

    private static func example(of field: String) -> String {
        switch field {
        case "window": "30d"
        case "against": "90d"
        case "halfLife": "14d"
        case "gap": "30m"
        case "within": "24h"
        case "limit": "5"
        case "part": "weekday"
        case "kinds", "steps": "[<kind>, <kind>]"
        case "embedder": "models:/<name>/1"
        case "like": "[<kind of event, or sentence>]"
        case "coordinate": "0"
        default: "<name>"
        }
    }
}
