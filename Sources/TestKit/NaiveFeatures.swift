public import Features

/// Features by plain loops over all events: slow, and short enough to be checked by eye.
public struct NaiveFeatures {
    /// The entity whose events count as its own.
    public var entity: EntityKey
    /// The known facts, without repetition.
    public var events: Set<Event>

    /// Creates an oracle over a log in any order.
    public init(entity: EntityKey, events: [Event]) {
        self.entity = entity
        self.events = Set(events)
    }

    /// The values of all features of a set at a cutoff.
    public func values(_ set: FeatureSet, at cutoff: Instant) -> [FeatureValue] {
        set.features.map { value($0.definition, at: cutoff) }
    }

    /// What happened, as one text; ids come last among ties.
    private static func content(_ event: Event) -> String {
        let attributes = event.attributes.sorted { $0.key < $1.key }.flatMap { [$0.key, "\($0.value)"] }
        let parts = [event.subject.namespace, event.subject.id, event.kind, event.channel] + attributes
        return parts.joined(separator: "\u{0}")
    }

    /// The value of one feature at a cutoff.
    public func value(_ definition: FeatureDefinition, at cutoff: Instant) -> FeatureValue {
        let known = events.filter { $0.occurredAt < cutoff && $0.recordedAt < cutoff }.sorted {
            ($0.occurredAt, $0.recordedAt, Self.content($0), $0.source, $0.id)
                < ($1.occurredAt, $1.recordedAt, Self.content($1), $1.source, $1.id)
        }
        var subject = entity
        if let via = definition.via {
            var target: EntityKey?
            for event in known where event.subject == entity {
                if case .link(let key)? = event.attributes[via] { target = key }
            }
            guard let target else { return .missing }
            subject = target
        }
        var chosen = known.filter { $0.subject == subject }
        if let of = definition.of { chosen = chosen.filter { $0.kind == of } }
        if let channel = definition.channel { chosen = chosen.filter { $0.channel == channel } }
        for (name, value) in definition.where { chosen = chosen.filter { $0.attributes[name] == value } }
        let all = chosen
        if let window = definition.window { chosen = chosen.filter { $0.occurredAt >= cutoff - window } }
        let numbers = chosen.compactMap { definition.attribute.flatMap($0.number) }
        let days = chosen.map { ($0.occurredAt - Instant(microseconds: 0)).inDays.rounded(.down) }
        switch definition.kind {
        case .count: return .number(Double(chosen.count))
        case .sum: return .number(numbers.reduce(0, +))
        case .mean: return numbers.isEmpty ? .missing : .number(numbers.reduce(0, +) / Double(numbers.count))
        case .minimum: return numbers.min().map { .number($0) } ?? .missing
        case .maximum: return numbers.max().map { .number($0) } ?? .missing
        case .distinct:
            return .number(Double(Set(chosen.compactMap { $0.attributes[definition.attribute ?? ""] }).count))
        case .activeDays: return .number(Double(Set(days).count))
        case .timeSinceLast: return chosen.last.map { .number((cutoff - $0.occurredAt).inDays) } ?? .missing
        case .timeSinceFirst: return chosen.first.map { .number((cutoff - $0.occurredAt).inDays) } ?? .missing
        case .meanInterval:
            guard chosen.count > 1 else { return .missing }
            let span = chosen[chosen.count - 1].occurredAt - chosen[0].occurredAt
            return .number(span.inDays / Double(chosen.count - 1))
        case .ratio:
            guard let window = definition.window, let against = definition.against else { return .missing }
            let edge = cutoff - window
            let before = all.filter { $0.occurredAt < edge && $0.occurredAt >= edge - against }
            guard !before.isEmpty else { return .missing }
            return .number((Double(chosen.count) / window.inDays) / (Double(before.count) / against.inDays))
        case .attribute where definition.type == .number:
            return numbers.last.map { .number($0) } ?? .missing
        case .attribute:
            return chosen.compactMap { $0.category(definition.attribute ?? "") }.last.map { .category($0) }
                ?? .missing
        }
    }
}

extension Event {
    fileprivate func number(_ attribute: String) -> Double? {
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
