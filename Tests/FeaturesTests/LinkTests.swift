import Features
import TestKit
import Testing

/// Whom an entity belongs to at a time, against a search through its events.
struct LinkTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func aLinkIsThatOfTheLastKnownEvent(seed: UInt64) {
        var generator = EventLogGenerator(seed: seed)
        let events = generator.log()
        let table = EventTable(events)
        let sorted = events.sorted(by: Event.precedes)
        for name in EventLogGenerator.links {
            for _ in 0..<5 {
                let cutoff = generator.instant()
                var expected: EntityKey?
                for event in sorted
                where event.subject == EventLogGenerator.entity && event.occurredAt < cutoff
                    && event.recordedAt < cutoff
                {
                    if case .link(let key)? = event.attributes[name] { expected = key }
                }
                #expect(table.link(name, of: EventLogGenerator.entity, at: cutoff) == expected)
            }
            for (target, entities) in table.linked(by: name) {
                let expected = Set(events.filter { $0.attributes[name] == .link(target) }.map(\.subject))
                #expect(entities == expected.sorted())
            }
            let targets = Set(events.compactMap { $0.attributes[name] })
            #expect(table.linked(by: name).count == targets.count)
        }
    }

    @Test func lateNewsOfAnOlderLinkDoesNotMoveAnEntity() {
        let events = [
            Fixture.event("1", "joined", at: Fixture.day(3), ["account": .link(Fixture.account)]),
            Fixture.event(
                "2", "joined", at: Fixture.day(1), recorded: Fixture.day(6),
                ["account": .link(Fixture.other)]),
        ]
        #expect(EventTable(events).link("account", of: Fixture.lead, at: Fixture.day(9)) == Fixture.account)
        #expect(EventTable(events).link("account", of: Fixture.lead, at: Fixture.day(3)) == nil)
        #expect(EventTable(events).link("employer", of: Fixture.lead, at: Fixture.day(9)) == nil)
    }
}
