public import Features

/// Features by plain loops over all events: slow, and short enough to be checked by eye.
public struct NaiveFeatures {
    /// The entity whose events count as its own.
    public var entity: EntityKey
    /// The known facts in their order, without repetition.
    public let events: [Event]

    /// Creates an oracle over a log in any order.
    public init(entity: EntityKey, events: [Event]) {
        self.entity = entity
        self.events = Set(events).map { (event: $0, content: Self.content($0)) }.sorted {
            ($0.event.occurredAt, $0.event.recordedAt, $0.content, $0.event.source, $0.event.id)
                < ($1.event.occurredAt, $1.event.recordedAt, $1.content, $1.event.source, $1.event.id)
        }.map(\.event)
    }

    /// The values of all features of a set at a cutoff.
    public func values(_ set: FeatureSet, at cutoff: Instant) -> [FeatureValue] {
        set.features.map {
            value(
                $0.definition, at: cutoff, identity: set.identity?.links ?? [], embedders: set.embedders)
        }
    }

    /// What happened, as one text; ids come last among ties.
    private static func content(_ event: Event) -> String {
        let attributes = event.attributes.sorted { $0.key < $1.key }.flatMap { [$0.key, "\($0.value)"] }
        let parts = [event.subject.namespace, event.subject.id, event.kind, event.channel] + attributes
        return parts.joined(separator: "\u{0}")
    }

    /// The value of one feature at a cutoff.
    ///
    /// - Parameters:
    ///   - identity: the links that say whom a key belongs to.
    ///   - embedders: what makes vectors, by reference.
    public func value(
        _ definition: FeatureDefinition, at cutoff: Instant, identity: [String] = [],
        embedders: [String: EventEmbedder] = [:]
    ) -> FeatureValue {
        if definition.kind == .calendar, definition.at ?? .cutoff == .cutoff {
            return Self.calendar(definition, of: cutoff)
        }
        let known = events.filter { $0.occurredAt < cutoff && $0.recordedAt < cutoff }
        let map = NaiveKeyMap(identity, known)
        guard let subjects = Self.subjects(definition, of: map.owner(of: entity), known, map) else {
            return .missing
        }
        let all = known.filter { subjects.contains(map.owner(of: $0.subject)) && Self.passes($0, definition) }
        let start = definition.window.map { cutoff - $0 } ?? Instant(microseconds: .min)
        let chosen = all.filter { $0.occurredAt >= start }
        if let content = definition.embedder.flatMap({ embedders[$0]?.content }) {
            return Self.ofVector(definition, chosen, content).map { .number($0) } ?? .missing
        }
        let value = Self.number(definition, chosen, all, at: cutoff)
        if case .number(let number) = value, !number.isFinite { return .missing }
        return value
    }

    /// Whose events count; nil if a link is asked for and none is known.
    private static func subjects(
        _ definition: FeatureDefinition, of entity: EntityKey, _ known: [Event], _ map: NaiveKeyMap
    ) -> Set<EntityKey>? {
        guard let via = definition.via else { return [entity] }
        func target(_ subject: EntityKey) -> EntityKey? {
            var target: EntityKey?
            for event in known where map.owner(of: event.subject) == subject {
                if case .link(let key)? = event.attributes[via] { target = map.owner(of: key) }
            }
            return target
        }
        guard let mine = target(entity) else { return nil }
        guard definition.over == .others else { return [mine] }
        let others = Set(known.map { map.owner(of: $0.subject) }).filter {
            $0 != entity && $0.namespace == entity.namespace
        }
        return others.filter { target($0) == mine }
    }

    /// Whether an event is of the kinds, through the channel and has the attributes.
    private static func passes(_ event: Event, _ definition: FeatureDefinition) -> Bool {
        if let of = definition.of, event.kind != of { return false }
        if !definition.kinds.isEmpty, !definition.kinds.contains(event.kind) { return false }
        if definition.kind != .channelShare, let channel = definition.channel, event.channel != channel {
            return false
        }
        for (name, condition) in definition.where {
            switch (condition, event.attributes[name]) {
            case (.oneOf(let values), let value?): if !values.contains(value) { return false }
            case (.range(let range), .number(let number)?):
                if let bound = range.atLeast, !(number >= bound) { return false }
                if let bound = range.above, !(number > bound) { return false }
                if let bound = range.atMost, !(number <= bound) { return false }
                if let bound = range.below, !(number < bound) { return false }
            default: return false
            }
        }
        return true
    }

    /// The value over the chosen events; `all` are those before the window, too.
    private static func number(
        _ definition: FeatureDefinition, _ chosen: [Event], _ all: [Event], at cutoff: Instant
    ) -> FeatureValue {
        switch definition.kind {
        case .count, .activeDays, .timeSinceLast, .timeSinceFirst, .ratio, .trend, .decay, .calendar:
            times(definition, chosen, all, at: cutoff)
        case .meanInterval, .minimumInterval, .maximumInterval, .intervalStandardDeviation,
            .intervalVariation:
            interval(definition.kind, chosen)
        case .sessions, .meanSessionLength, .meanSessionEvents, .timeSinceSessionStart:
            session(definition, chosen, at: cutoff)
        case .sum, .mean, .standardDeviation, .minimum, .maximum, .distinct, .first, .last, .attribute,
            .changes, .timeSinceChange, .text:
            attribute(definition, chosen, all, at: cutoff)
        case .channelShare, .channelEntropy, .preferredChannel, .preferredChannelConfidence:
            channel(definition, chosen)
        case .pairs, .coOccurrence, .ngram, .sequence:
            .number(pattern(definition, chosen))
        case .vector, .similarity: .missing
        }
    }
}
