public import Features

/// Makes small event logs that hold what goes wrong in time: ties, late and early records, events delivered
/// twice, attributes that change their type, links that change.
///
/// `amount` is mostly a number, `industry` mostly a text; `seats` is always a number, `trial` a truth value, `product` a
/// text.
public struct EventLogGenerator: Sendable {
    /// The entity the logs are of.
    public static let entity = EntityKey(namespace: "lead", id: "1")
    /// When the logs begin; they last 40 days.
    public static let start = Instant(year: 2024, month: 2, day: 20)
    /// The kinds of events.
    public static let kinds = ["purchase", "visit", "attribute.set"]
    /// Others that may share the entity's links.
    public static let others = ["2", "3"].map { EntityKey(namespace: "lead", id: $0) }
    /// The channels of events.
    public static let channels = ["", "web", "email"]
    /// The links of the entity's events: to accounts, of which one may be the entity itself.
    public static let links = ["account", "referrer"]

    /// The source of randomness.
    public var random: SplitMix64
    private var serial = 0

    /// Creates a generator.
    public init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// An instant within the log, mostly on a coarse grid so that many coincide.
    public mutating func instant() -> Instant {
        let hours = TimeSpan(microseconds: Int64(random.below(40 * 4)) * 21_600_000_000)
        let nudge = random.oneIn(5) ? Int64(random.below(3)) - 1 : 0
        return Self.start + hours + TimeSpan(microseconds: nudge)
    }

    /// A log of the entity, of others and of the accounts they are linked to, in no order.
    public mutating func log() -> [Event] {
        var events: [Event] = []
        for _ in 0..<random.below(40) {
            events.append(event())
            if random.oneIn(12) { events.append(events[random.below(events.count)]) }
        }
        return random.shuffled(events)
    }

    /// An event of the entity, of another or of an account.
    public mutating func event() -> Event {
        let subject = random.oneIn(3) ? account() : random.oneIn(4) ? random.pick(Self.others) : Self.entity
        let occurredAt = instant()
        var attributes: [String: AttributeValue] = [:]
        if !random.oneIn(3) { attributes["amount"] = amount() }
        if random.oneIn(2) { attributes["product"] = .text(random.pick(["a", "b", "c"])) }
        if random.oneIn(3) { attributes["industry"] = industry() }
        if random.oneIn(2) { attributes["seats"] = .number(seats()) }
        if random.oneIn(2) { attributes["trial"] = .flag(random.oneIn(2)) }
        if random.oneIn(3) { attributes["note"] = random.oneIn(9) ? .number(1) : .text("text \(serial)") }
        for link in Self.links where random.oneIn(4) { attributes[link] = .link(account()) }
        return event(subject, occurredAt, recordedAt: recordedAt(occurredAt), attributes)
    }

    /// An event with a fresh id and random kind and channel.
    public mutating func event(
        _ subject: EntityKey, _ occurredAt: Instant, recordedAt: Instant,
        _ attributes: [String: AttributeValue]
    ) -> Event {
        serial += 1
        // The ids' order differs from the order of making.
        let id = "\(random.below(1000))-\(serial)"
        return Event(
            id: id, source: random.pick(["crm", "web"]), kind: random.pick(Self.kinds), subject: subject,
            channel: random.pick(Self.channels), occurredAt: occurredAt, recordedAt: recordedAt,
            attributes: attributes)
    }

    private mutating func recordedAt(_ occurredAt: Instant) -> Instant {
        switch random.below(6) {
        case 0: occurredAt + .days(1)
        case 1: occurredAt + .days(random.below(40))
        case 2: occurredAt - .days(random.below(3))
        case 3: instant()
        default: occurredAt
        }
    }

    /// Whom a link leads to.
    mutating func account() -> EntityKey {
        random.oneIn(6) ? Self.entity : EntityKey(namespace: "account", id: random.pick(["x", "y", "z"]))
    }

    private mutating func amount() -> AttributeValue {
        switch random.below(12) {
        case 0: .text("unknown")
        case 1: .flag(random.oneIn(2))
        case 2: .number(-0.0)
        default: .number(Double(random.below(2000) - 200) / 100)
        }
    }

    /// A number that is always one: often small and whole, so that many are equal, else one whose sums round.
    private mutating func seats() -> Double {
        switch random.below(8) {
        case 0: -0.0
        case 1...4: Double(random.below(4))
        default: Double(random.below(2000) - 200) / 7
        }
    }

    private mutating func industry() -> AttributeValue {
        switch random.below(6) {
        case 0: .number(Double(random.below(3)))
        case 1: .flag(true)
        case 2: .link(account())
        default: .text(random.pick(["health", "retail", "energy"]))
        }
    }
}
