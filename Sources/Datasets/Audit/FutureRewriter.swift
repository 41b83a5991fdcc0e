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
        var random = Sequence(state: seed)
        var rewritten = events.map { event in
            event.recordedAt < cutoff ? event : changed(event, &random)
        }
        guard let pattern = events.last else { return rewritten }
        for (index, entity) in entities.enumerated() {
            // A template keeps the invented event's kind and attributes such as features look for.
            let template = events[random.below(events.count)]
            var invented = changed(template, &random)
            invented.id = "invented-\(seed)-\(index)"
            invented.subject = entity
            invented.recordedAt =
                cutoff + TimeSpan(microseconds: Int64(random.below(30)) * TimeSpan.day.microseconds)
            // Half of them are late news of the past.
            let days = random.below(60) - 30
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

    private func changed(_ event: Event, _ random: inout Sequence) -> Event {
        var event = event
        for (name, value) in event.attributes.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .number(let number):
                event.attributes[name] = .number(number * 3 + Double(1 + random.below(1000)))
            case .text: event.attributes[name] = .text("rewritten-\(random.below(5))")
            case .flag(let flag): event.attributes[name] = .flag(!flag)
            case .link(let key):
                event.attributes[name] = .link(
                    EntityKey(namespace: key.namespace, id: "rewritten-\(random.below(5))"))
            }
        }
        return event
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): enough for events that only have to differ.
    struct Sequence {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(bound))
        }
    }
}
