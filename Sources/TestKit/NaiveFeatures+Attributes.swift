internal import Features

extension NaiveFeatures {
    /// Kinds that look at an attribute's values.
    static func attribute(
        _ definition: FeatureDefinition, _ chosen: [Event], _ all: [Event], at cutoff: Instant
    ) -> FeatureValue {
        let name = definition.attribute ?? ""
        let numbers = chosen.compactMap { $0.number(name) }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        switch definition.kind {
        case .sum: return .number(numbers.reduce(0, +))
        case .mean: return numbers.isEmpty ? .missing : .number(mean)
        case .standardDeviation:
            guard numbers.count > 1 else { return .missing }
            let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return .number((squares / Double(numbers.count - 1)).squareRoot())
        case .minimum: return numbers.min().map { .number($0) } ?? .missing
        case .maximum: return numbers.max().map { .number($0) } ?? .missing
        case .distinct: return .number(Double(Set(chosen.compactMap { $0.attributes[name] }).count))
        case .changes, .timeSinceChange:
            var changed: [Instant] = []
            var value: AttributeValue?
            for event in all {
                guard let next = event.attributes[name] else { continue }
                if let value, value != next { changed.append(event.occurredAt) }
                value = next
            }
            if let window = definition.window { changed.removeAll { $0 < cutoff - window } }
            if definition.kind == .changes { return .number(Double(changed.count)) }
            return changed.last.map { .number((cutoff - $0).inDays) } ?? .missing
        case .text:
            let texts = chosen.compactMap { event -> String? in
                if case .text(let text)? = event.attributes[name] { text } else { nil }
            }
            let lines = texts.suffix(definition.limit ?? 0)
            return lines.isEmpty ? .missing : .category(lines.joined(separator: "\n"))
        default: return held(definition, chosen, at: cutoff)
        }
    }

    /// A value as it was, with its age.
    private static func held(
        _ definition: FeatureDefinition, _ chosen: [Event], at cutoff: Instant
    ) -> FeatureValue {
        var values: [(at: Instant, value: FeatureValue)] = []
        for event in chosen {
            if definition.type == .number {
                if let number = event.number(definition.attribute ?? "") {
                    values.append((event.occurredAt, .number(number)))
                }
            } else if let category = event.category(definition.attribute ?? "") {
                values.append((event.occurredAt, .category(category)))
            }
        }
        guard let held = definition.kind == .first ? values.first : values.last else { return .missing }
        if let age = definition.maximumAge, cutoff - held.at > age { return .missing }
        return held.value
    }
}

extension Event {
    /// The attribute as a number; true is 1.
    func number(_ attribute: String) -> Double? {
        switch attributes[attribute] {
        case .number(let number): number
        case .flag(let flag): flag ? 1 : 0
        case .text, .link, nil: nil
        }
    }

    fileprivate func category(_ attribute: String) -> String? {
        switch attributes[attribute] {
        case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .link, nil: nil
        }
    }
}
