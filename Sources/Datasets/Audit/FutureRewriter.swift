internal import Arithmetic
internal import Features

/// Rewrites everything recorded at or after a cutoff, and invents more.
struct FutureRewriter {
    let seed: UInt64
    let cutoff: Instant
    let outcome: LabelDefinition.Outcome

    /// The events with another future; those recorded before the cutoff stay.
    ///
    /// - Complexity: O(events).
    func rewrite(_ events: [Event], entities: [EntityKey]) -> [Event] {
        var random = SplitMix64(seed: seed)
        var rewritten = events.map { event in
            event.recordedAt < cutoff ? event : changed(event, &random)
        }
        guard let pattern = events.last else { return rewritten }
        for (index, entity) in entities.enumerated() {
            // A template keeps the invented event's kind and attributes such as features look for.
            let template = events[random.next(below: UInt64(events.count))]
            var invented = changed(template, &random)
            invented.id = "invented-\(seed)-\(index)"
            invented.subject = entity
            invented.recordedAt =
                cutoff + TimeSpan(microseconds: Int64(random.next(below: 30)) * TimeSpan.day.microseconds)
            // Half of them are late news of the past.
            let days = random.next(below: 60) - 30
            invented.occurredAt = cutoff + .days(days)
            rewritten.append(invented)
            if index % 2 == 0 {
                var success = pattern
                success.id = "invented-outcome-\(seed)-\(index)"
                success.subject = entity
                success.kind = outcome.kind
                for (name, value) in outcome.where ?? [:] { success.attributes[name] = value.attribute }
                success.occurredAt = cutoff + TimeSpan(microseconds: 1)
                success.recordedAt = success.occurredAt
                rewritten.append(success)
            }
        }
        return rewritten
    }

    private func changed(_ event: Event, _ random: inout SplitMix64) -> Event {
        var event = event
        for (name, value) in event.attributes.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .number(let number):
                event.attributes[name] = .number(number * 3 + Double(1 + random.next(below: 1000)))
            case .text: event.attributes[name] = .text("rewritten-\(random.next(below: 5))")
            case .flag(let flag): event.attributes[name] = .flag(!flag)
            case .link(let key):
                event.attributes[name] = .link(
                    EntityKey(namespace: key.namespace, id: "rewritten-\(random.next(below: 5))"))
            }
        }
        return event
    }
}
