public import Features

extension EventLogGenerator {
    /// The links by which `identifying(_:)` says whom a key belongs to.
    public static let identityLinks = ["same", "alias"]

    /// A log in which some events are those of visitors, and some say whom their subject belongs to: leads, visitors and
    /// accounts, in chains and circles, back to itself, one after the other, late and at the same time.
    public mutating func identifying(_ log: [Event]) -> [Event] {
        log.map { event in
            var event = event
            if random.oneIn(3) { event.subject = visitor() }
            for link in Self.identityLinks where random.oneIn(5) {
                event.attributes[link] = .link(random.oneIn(6) ? event.subject : identified())
            }
            return event
        }
    }

    private mutating func visitor() -> EntityKey {
        EntityKey(namespace: "visitor", id: random.pick(["a", "b"]))
    }

    private mutating func identified() -> EntityKey {
        switch random.below(8) {
        case 0: visitor()
        case 1: EntityKey(namespace: "account", id: random.pick(["x", "y", "z"]))
        case 2, 3: random.pick(Self.others)
        default: Self.entity
        }
    }
}
