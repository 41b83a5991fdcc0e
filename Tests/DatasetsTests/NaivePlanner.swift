import Datasets
import Features
import TestKit

/// The cases of a log by loops over all events, as docs/labels.md has them: slow, and short enough to be checked by eye.
struct NaivePlanner {
    /// A case in words; of a positive one with the time of the outcome.
    struct Answer: Hashable {
        var entity: EntityKey
        var cutoff: Instant
        var start: Instant
        var answer: String
    }

    var unit: String
    var label: LabelDefinition
    var anchored: CutoffSchedule.Anchor?
    /// The first instant of each calendar cutoff.
    var days: [Instant]
    var eligible: Eligibility
    /// The first instant after the declared horizon.
    var until: Instant?
    /// The links that say whom a key belongs to.
    var identity: [String] = []

    /// All cases, in no order.
    func cases(_ log: [Event]) -> Set<Answer> {
        let events = Set(log).sorted(by: Event.precedes)
        let horizon = horizon(events)
        var cases: Set<Answer> = []
        let linked = events.flatMap { event in
            identity.compactMap { name -> EntityKey? in
                if case .link(let key)? = event.attributes[name] { key } else { nil }
            }
        }
        for entity in Set(events.map(\.subject) + linked) where entity.namespace == unit {
            for question in questions(entity, events) {
                guard let answer = answer(entity, question, events, horizon) else { continue }
                cases.insert(
                    Answer(entity: entity, cutoff: question.cutoff, start: question.start, answer: answer))
            }
        }
        return cases
    }

    private typealias Question = (cutoff: Instant, start: Instant, anchor: Instant?)

    /// Once at the first anchor that was known when its time came, and on every other day.
    private func questions(_ entity: EntityKey, _ events: [Event]) -> [Question] {
        var questions: [Question] = []
        let anchors = events.filter { $0.kind == anchored?.kind }
        for anchor in anchors {
            guard questions.isEmpty, let after = anchored?.after else { continue }
            let cutoff = anchor.occurredAt + after
            if anchor.recordedAt >= cutoff { continue }
            if map(events, at: cutoff).owner(of: anchor.subject) != entity { continue }
            questions.append((cutoff, label.from == .anchor ? anchor.occurredAt : cutoff, anchor.occurredAt))
        }
        for day in days where questions.first?.cutoff != day {
            let map = map(events, at: day)
            if map.owner(of: entity) != entity { continue }
            let anchor = Self.known(anchors, at: day).first { map.owner(of: $0.subject) == entity }?
                .occurredAt
            if label.from == .anchor {
                if let anchor, day < anchor + label.window { questions.append((day, anchor, anchor)) }
            } else {
                questions.append((day, day, anchor))
            }
        }
        return questions
    }

    /// The answer in words; nil for an entity that is not asked about.
    private func answer(
        _ entity: EntityKey, _ question: Question, _ events: [Event], _ horizon: Instant
    ) -> String? {
        let map = map(events, at: question.cutoff)
        let own = events.filter { map.owner(of: $0.subject) == entity }
        let known = Self.known(own, at: question.cutoff)
        if known.isEmpty { return nil }
        for kind in eligible.has ?? [] where !known.contains(where: { $0.kind == kind }) { return nil }
        for rule in label.exclude ?? [] where isExcluded(by: rule, known, question.anchor) {
            return "excluded: \(rule.because)"
        }
        if known.contains(where: { (eligible.without ?? []).contains($0.kind) }) { return nil }
        var answering: Set<EntityKey> = [entity]
        if let via = label.via {
            let link = Self.link(via, of: entity, events, map, at: question.cutoff)
            guard let link else { return "excluded: no \(via) known at the cutoff" }
            answering = [link]
        } else if let members = label.members {
            answering = Set(events.map { map.owner(of: $0.subject) }).filter {
                Self.link(members, of: $0, events, map, at: question.cutoff) == entity
            }
        }
        let end = question.start + label.window
        let ripe = end + (label.maturity ?? .days(0))
        // Who is one with whom is settled with the label, too.
        let settled = label.maturity == nil ? NaiveKeyMap(identity, events) : self.map(events, at: ripe)
        let settledOwners = Set(answering.map { settled.owner(of: $0) })
        let others = events.filter { settledOwners.contains(settled.owner(of: $0.subject)) }
        // What is recorded when the label is ripe changes it no more.
        let heard = others.filter { label.maturity == nil || $0.recordedAt < ripe }
        let outcomes = heard.filter(isOutcome)
        if label.counts == .first, outcomes.contains(where: { $0.occurredAt < question.start }) {
            return "excluded: an earlier outcome"
        }
        let then = events.filter { answering.contains(map.owner(of: $0.subject)) && isOutcome($0) }
        if Self.known(then, at: question.cutoff).contains(where: { $0.occurredAt >= question.start }) {
            return "excluded: the outcome was known at the cutoff"
        }
        if ripe > horizon { return "immature" }
        func first(_ events: [Event]) -> Instant? {
            events.first { question.start <= $0.occurredAt && $0.occurredAt < end }?.occurredAt
        }
        let outcome = first(outcomes)
        if let ending = first(heard.filter(isCompeting)), outcome == nil || ending < outcome ?? ending {
            return label.competing?.then == .excluded ? "excluded: another end came first" : "negative"
        }
        return outcome.map { "positive at \($0)" } ?? "negative"
    }

    private func isExcluded(
        by rule: LabelDefinition.Exclusion, _ known: [Event], _ anchor: Instant?
    ) -> Bool {
        let hits = known.filter { Self.matches($0, rule.kind, rule.where) }
        guard let within = rule.within else { return !hits.isEmpty }
        let start = rule.after == nil ? anchor : known.first { $0.kind == rule.after }?.occurredAt
        guard let start else { return false }
        return hits.contains { $0.occurredAt >= start && $0.occurredAt <= start + within }
    }

    /// The newest record of the sources that have the outcome, or of all, and a microsecond; the declared end if earlier.
    private func horizon(_ events: [Event]) -> Instant {
        let sources = Set(events.filter(isOutcome).map(\.source))
        let counted = events.filter { sources.isEmpty || sources.contains($0.source) }
        let newest = (counted.map(\.recordedAt).max() ?? Instant(microseconds: 0)) + TimeSpan(microseconds: 1)
        return min(newest, until ?? newest)
    }

    private func isOutcome(_ event: Event) -> Bool {
        Self.matches(event, label.outcome.kind, label.outcome.where)
            || (label.outcome.or ?? []).contains { Self.matches(event, $0.kind, $0.where) }
    }

    private func isCompeting(_ event: Event) -> Bool {
        (label.competing?.events ?? []).contains { Self.matches(event, $0.kind, $0.where) }
    }

    private static func matches(_ event: Event, _ kind: String, _ values: [String: FilterValue]?) -> Bool {
        if event.kind != kind { return false }
        for (name, wanted) in values ?? [:] {
            switch (wanted, event.attributes[name]) {
            case (.flag(let left), .flag(let right)): if left != right { return false }
            case (.number(let left), .number(let right)): if left != right { return false }
            case (.number(let left), .text(let right)): if Double(right) != left { return false }
            case (.text(let left), .text(let right)): if left != right { return false }
            case (.text(let left), .link(let right)): if left != right.id { return false }
            default: return false
            }
        }
        return true
    }

    private static func known(_ events: [Event], at time: Instant) -> [Event] {
        events.filter { $0.occurredAt < time && $0.recordedAt < time }
    }

    private static func link(
        _ name: String, of entity: EntityKey, _ events: [Event], _ map: NaiveKeyMap, at time: Instant
    ) -> EntityKey? {
        var link: EntityKey?
        for event in known(events, at: time) where map.owner(of: event.subject) == entity {
            if case .link(let key)? = event.attributes[name] { link = map.owner(of: key) }
        }
        return link
    }

    /// Whom keys belong to at a time.
    private func map(_ events: [Event], at time: Instant) -> NaiveKeyMap {
        NaiveKeyMap(identity, Self.known(events, at: time))
    }
}
