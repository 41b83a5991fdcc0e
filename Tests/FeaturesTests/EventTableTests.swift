import TestKit
import Testing

@testable import Features

@Suite("Events as columns")
struct EventTableTests {
    /// All events of a table, entity by entity.
    static func events(_ table: EventTable) -> [Event] { table.entities.flatMap { table.events(of: $0) } }

    @Test("Random events come back, once each, by entity and in their order", arguments: 0..<100)
    func roundTrip(seed: Int) {
        var generator = EventLogGenerator(seed: UInt64(110_000 + seed))
        let log = generator.log()
        let table = EventTable(log)
        let expected = Set(log).sorted { left, right in
            left.subject == right.subject ? Event.precedes(left, right) : left.subject < right.subject
        }
        #expect(Self.events(table) == expected)
        #expect(table.rowCount == expected.count)
        #expect(table.entities == Set(log.map(\.subject)).sorted())
        #expect(table.rowCount == table.bounds.last)
        for (row, event) in expected.enumerated() { #expect(table.event(at: row) == event) }
    }

    @Test("A table of some attributes has the rows in the order of all of them", arguments: 0..<50)
    func someAttributes(seed: Int) {
        var generator = EventLogGenerator(seed: UInt64(160_000 + seed))
        let times = [Fixture.day(3), Fixture.day(3, plus: 1)]
        let log = (0..<30).map { _ in
            var event = generator.event()
            event.occurredAt = generator.random.pick(times)
            event.recordedAt = event.occurredAt
            return event
        }
        let (all, some) = (EventTable(log), EventTable(log, attributes: ["account"]))
        #expect(some.attributes.allSatisfy { $0.name == "account" })
        #expect(some.rowCount == all.rowCount)
        for row in 0..<all.rowCount {
            var event = all.event(at: row)
            event.attributes = event.attributes.filter { $0.key == "account" }
            #expect(some.event(at: row) == event)
        }
    }

    @Test("The order of the input changes nothing", arguments: 0..<50)
    func order(seed: Int) {
        var generator = EventLogGenerator(seed: UInt64(120_000 + seed))
        let log = generator.log()
        let table = EventTable(log)
        let other = EventTable(generator.random.shuffled(log) + log.prefix(3))
        #expect(Self.events(other) == Self.events(table))
        #expect(other.kinds == table.kinds && other.kind == table.kind)
        #expect(other.bounds == table.bounds)
        #expect(other.attributes.map(\.name) == table.attributes.map(\.name))
        for (left, right) in zip(other.attributes, table.attributes) {
            if case .texts(let codes, let words) = left.values,
                case .texts(let otherCodes, let otherWords) = right.values
            {
                #expect(codes == otherCodes && words == otherWords)
            }
        }
    }

    @Test("Rows that tie are put into the order of events", arguments: 0..<50)
    func ties(seed: Int) {
        var generator = EventLogGenerator(seed: UInt64(130_000 + seed))
        let times = [Fixture.day(3), Fixture.day(3, plus: 1)]
        let log = (0..<12).map { _ in
            var event = generator.event()
            (event.subject, event.occurredAt, event.recordedAt) = (Fixture.lead, times[0], times[0])
            if generator.random.oneIn(4) { event.occurredAt = times[1] }
            return event
        }
        let table = EventTable(log)
        var shuffled = Self.permuted(table, byTies: &generator)
        #expect(Set(Self.events(shuffled)) == Set(log))
        shuffled.sortTies()
        #expect(Self.events(shuffled) == Self.events(table))
    }

    @Test("Ties sort as single comparisons would")
    func manyTies() throws {
        let words = ["web", "shop", "e\u{301}", "\"quoted\"", "a\nb", ""]
        let log = (0..<1_500).map { index in
            Event(
                id: "\(index * 7 % 1_500)", source: index % 2 == 0 ? "crm" : "shop", kind: "visit",
                subject: Fixture.lead, occurredAt: Fixture.day(3), recordedAt: Fixture.day(3),
                attributes: [
                    "amount": .number(Double(index % 40) / 8), "first": .flag(index % 3 == 0),
                    "place": .text(words[index % words.count]), "account": .link(Fixture.account),
                ])
        }
        for event in log.prefix(60) {
            for value in event.attributes.values { #expect(value.orderText == "\(value)") }
        }
        let expected = log.sorted(by: Event.precedes)
        #expect(Self.events(EventTable(log)) == expected)
        #expect(Event.order(of: log).map { log[$0] } == expected)
        let first = log.firstIndex(of: expected[0]) ?? 0
        #expect(Array(Event.order(of: log + log).prefix(2)) == [first, first + 1_500])
    }

    @Test(
        "An event is known once it has both occurred and been recorded before",
        arguments: [(3, 5), (5, 3), (4, 4)])
    func known(occurred: Int, recorded: Int) {
        let event = Fixture.event("1", at: Fixture.day(occurred), recorded: Fixture.day(recorded))
        #expect(event.knownFrom == Fixture.day(max(occurred, recorded)))
        for day in 1...7 {
            #expect(event.isKnown(at: Fixture.day(day)) == (day > occurred && day > recorded))
        }
        #expect(event.isKnown(at: event.knownFrom + TimeSpan(microseconds: 1)))
    }

    @Test("An entity without events has no rows")
    func absent() {
        let table = EventTable(Fixture.history)
        #expect(table.rows(of: Fixture.lead) == 0..<5)
        #expect(table.rows(of: Fixture.account).isEmpty)
        #expect(table.index(of: Fixture.account) == nil)
        #expect(table.events(of: Fixture.account) == [])
        #expect(EventTable([]).rowCount == 0)
    }

    /// The same rows with those of equal times in a random order.
    private static func permuted(_ table: EventTable, byTies generator: inout EventLogGenerator) -> EventTable
    {
        let keys = table.occurredAt.indices.map { ($0, generator.random.next()) }
        let order = keys.sorted { left, right in
            let (one, other) = (table.occurredAt[left.0], table.occurredAt[right.0])
            return one == other ? left.1 < right.1 : one < other
        }.map(\.0)
        return EventTable(
            entities: table.entities, bounds: table.bounds, occurredAt: order.map { table.occurredAt[$0] },
            recordedAt: order.map { table.recordedAt[$0] }, kind: order.map { table.kind[$0] },
            kinds: table.kinds, channel: order.map { table.channel[$0] }, channels: table.channels,
            source: order.map { table.source[$0] }, sources: table.sources,
            ids: order.compactMap { table.ids?[$0] },
            attributes: table.attributes.map { column in
                switch column.values {
                case .numbers(let values):
                    .init(name: column.name, values: .numbers(order.map { values[$0] }))
                case .flags(let values):
                    .init(name: column.name, values: .flags(order.map { values[$0] }))
                case .texts(let codes, let dictionary):
                    .init(
                        name: column.name,
                        values: .texts(order.map { codes[$0] }, dictionary: dictionary))
                case .links(let codes, let dictionary):
                    .init(
                        name: column.name,
                        values: .links(order.map { codes[$0] }, dictionary: dictionary))
                }
            })
    }
}
