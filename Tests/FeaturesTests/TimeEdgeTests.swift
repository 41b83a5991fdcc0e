import Features
import Testing

@Suite("The edges of windows and of knowledge")
struct TimeEdgeTests {
    let cutoff = Fixture.day(21)

    func count(
        _ occurredAt: Instant, recorded: Instant? = nil, window: TimeSpan? = nil
    ) throws -> FeatureValue {
        try Fixture.value(
            .init(kind: .count, window: window),
            of: [Fixture.event("1", at: occurredAt, recorded: recorded ?? min(occurredAt, Fixture.day(2)))])
    }

    @Test("An event exactly at the cutoff does not count, one a microsecond before does")
    func end() throws {
        #expect(try count(cutoff) == .number(0))
        #expect(try count(Fixture.day(21, plus: -1)) == .number(1))
    }

    @Test("An event exactly at the window's start counts, one a microsecond before does not")
    func start() throws {
        #expect(try count(Fixture.day(14), window: .days(7)) == .number(1))
        #expect(try count(Fixture.day(14, plus: -1), window: .days(7)) == .number(0))
    }

    @Test("An event recorded exactly at the cutoff does not count, one a microsecond before does")
    func recorded() throws {
        #expect(try count(Fixture.day(3), recorded: cutoff) == .number(0))
        #expect(try count(Fixture.day(3), recorded: Fixture.day(21, plus: -1)) == .number(1))
    }

    @Test("An event planned for after the cutoff does not count though it is recorded before")
    func planned() throws {
        #expect(try count(Fixture.day(25), recorded: Fixture.day(3)) == .number(0))
    }

    @Test("A ratio's spans touch without a gap or an overlap")
    func ratio() throws {
        let events = [Fixture.day(11), Fixture.day(14, plus: -1), Fixture.day(14)].map {
            Fixture.event("\($0)", at: $0)
        }
        let definition = FeatureDefinition(kind: .ratio, window: .days(7), against: .days(3))
        #expect(try Fixture.value(definition, of: events) == .number((1.0 / 7) / (2.0 / 3)))
    }

    @Test("Of values of one time the one recorded last is the latest, then the one of the greatest id")
    func latest() throws {
        let definition = FeatureDefinition(kind: .attribute, attribute: "plan")
        func set(_ id: String, _ plan: String, recorded: Int) -> Event {
            Fixture.event(
                id, "attribute.set", at: Fixture.day(3), recorded: Fixture.day(recorded),
                ["plan": .text(plan)])
        }
        let events = [
            set("1", "team", recorded: 5), set("2", "free", recorded: 4), set("0", "pro", recorded: 5),
        ]
        #expect(try Fixture.value(definition, of: events) == .category("team"))
        #expect(try Fixture.value(definition, of: events, at: Fixture.day(5)) == .category("free"))
        #expect(try Fixture.value(definition, of: events, at: Fixture.day(4)) == .missing)
    }

    @Test("A linked entity's events count once event and link are recorded, and only the latest link's")
    func link() throws {
        let events = [
            Fixture.event("1", of: Fixture.account, at: Fixture.day(1), recorded: Fixture.day(8)),
            Fixture.event("2", of: Fixture.account, at: Fixture.day(2)),
            Fixture.event("3", of: Fixture.other, at: Fixture.day(3)),
            Fixture.event(
                "4", "attribute.set", at: Fixture.day(2), recorded: Fixture.day(5),
                ["account": .link(Fixture.account)]),
            Fixture.event("5", "attribute.set", at: Fixture.day(10), ["account": .link(Fixture.other)]),
            Fixture.event("6", at: Fixture.day(1)),
        ]
        let definition = FeatureDefinition(kind: .count, of: "purchase", via: "account")
        let expected: [(Instant, FeatureValue)] = [
            (Fixture.day(5), .missing), (Fixture.day(5, plus: 1), .number(1)), (Fixture.day(8), .number(1)),
            (Fixture.day(9), .number(2)), (Fixture.day(10), .number(2)), (Fixture.day(11), .number(1)),
        ]
        for (cutoff, value) in expected {
            #expect(try Fixture.value(definition, of: events, at: cutoff) == value)
        }
        let set = try FeatureSet([Feature(name: "feature", definition: definition)])
        #expect(
            EventTable(events).entities(relatedTo: Fixture.lead, for: set) == [
                Fixture.account, Fixture.other,
            ])
    }

    @Test("An event recorded twice counts once")
    func twice() throws {
        let event = Fixture.event("1", at: Fixture.day(3))
        #expect(try Fixture.value(.init(kind: .count), of: [event, event]) == .number(1))
    }

    @Test("Events without ids that agree in everything count each")
    func withoutIDs() throws {
        let event = Fixture.event("", at: Fixture.day(3))
        #expect(try Fixture.value(.init(kind: .count), of: [event, event]) == .number(2))
        #expect(EventTable([event, event]).rowCount == 2)
    }
}
