public import Features
public import Personas
import Scoring

/// What features are called before people: their sentences, in place of their names.
public struct FeatureWords: Sendable {
    private let features: FeatureSet?

    /// Takes the features of a discovery; of nil, those of a plain table, each is called by its name.
    public init(_ features: FeatureSet?) { self.features = features }

    private func template(of feature: String) -> SentenceTemplate? {
        guard let sentence = features?.definition(of: feature)?.statedSentence,
            case let template = SentenceTemplate(sentence), template.hasValue
        else { return nil }
        return template
    }

    /// A feature: `has bought … times`.
    public func label(of feature: String) -> String { template(of: feature)?.label ?? feature }

    /// A level of a feature: `is in north`.
    public func label(of feature: String, level: String?) -> String {
        guard let level else { return label(of: feature) }
        return template(of: feature)?.filled(with: level) ?? "\(feature): \(level)"
    }

    /// A feature in quotes, where the words around it are not part of it; the name as it is where there is no sentence.
    public func quoted(_ feature: String) -> String {
        template(of: feature).map { "“\($0.label)”" } ?? feature
    }

    /// What must hold: `has bought at least 3 times`.
    public func sentence(of feature: String, _ condition: AttributeCondition) -> String {
        template(of: feature)?.filled(with: condition.threshold) ?? "\(feature): \(condition.threshold)"
    }

    /// What must hold of all: the features in their order, joined by "and".
    public func sentence(of conditions: [String: AttributeCondition]) -> String {
        conditions.sorted { $0.key < $1.key }.map { sentence(of: $0.key, $0.value) }
            .joined(separator: ", and ")
    }

    /// What a typical member is like: `“has bought … times” is high`.
    public func sentence(of feature: String, _ wish: FeatureWish) -> String {
        switch wish {
        case .high: "\(quoted(feature)) is high"
        case .low: "\(quoted(feature)) is low"
        case .condition(let condition): sentence(of: feature, condition)
        }
    }

    /// A feature that tells a group, in a few words: its typical value where others have another, else whether it is high.
    func short(_ telling: TellingFeature) -> String {
        if let level = telling.level {
            return "\(telling.effect > 0 ? "more" : "less") often \(label(of: telling.feature, level: level))"
        }
        guard template(of: telling.feature) != nil, telling.inside != telling.outside else {
            return "\(telling.effect > 0 ? "high" : "low") \(quoted(telling.feature))"
        }
        return telling.sentence
    }

    /// A feature that tells a group, with what the others are like.
    func long(_ telling: TellingFeature) -> String {
        if let level = telling.level, let inside = telling.inside {
            let others = telling.outside.map { "; others: \(Figures.percent($0))" } ?? ""
            return "\(label(of: telling.feature, level: level)): \(Figures.percent(inside))\(others)"
        }
        guard let outside = telling.outside else { return telling.sentence }
        if telling.inside == outside {
            return
                "\(telling.sentence) (others: \(Figures.plain(outside)), too, but often \(telling.effect > 0 ? "less" : "more"))"
        }
        return "\(telling.sentence) (others: \(Figures.plain(outside)))"
    }
}
