import Features
import TestKit
import Testing

@Suite("Each kind on a history computed by hand")
struct KindTests {
    static let cases: [(FeatureDefinition, FeatureValue)] = [
        (.init(kind: .count), .number(5)),
        (.init(kind: .count, of: "purchase"), .number(4)),
        (.init(kind: .count, of: "refund"), .number(0)),
        (.init(kind: .count, of: "purchase", channel: "web"), .number(1)),
        (.init(kind: .count, of: "purchase", where: ["product": .text("a")]), .number(2)),
        (.init(kind: .count, where: ["gift": .flag(true)]), .number(1)),
        (.init(kind: .count, where: ["amount": .number(4)]), .number(1)),
        (.init(kind: .count, of: "purchase", window: .days(10)), .number(3)),
        (.init(kind: .sum, of: "purchase", attribute: "amount"), .number(16.5)),
        (.init(kind: .sum, of: "purchase", window: .days(5), attribute: "amount"), .number(4)),
        (.init(kind: .sum, of: "visit", attribute: "amount"), .number(0)),
        (.init(kind: .sum, attribute: "gift"), .number(1)),
        (.init(kind: .mean, of: "purchase", attribute: "amount"), .number(5.5)),
        (.init(kind: .mean, of: "visit", attribute: "amount"), .missing),
        (.init(kind: .minimum, attribute: "amount"), .number(2.5)),
        (.init(kind: .maximum, attribute: "amount"), .number(10)),
        (.init(kind: .maximum, window: .days(3), attribute: "amount"), .number(4)),
        (.init(kind: .minimum, of: "visit", attribute: "amount"), .missing),
        (.init(kind: .distinct, attribute: "product"), .number(3)),
        (.init(kind: .distinct, window: .days(10), attribute: "product"), .number(3)),
        (.init(kind: .distinct, of: "visit", attribute: "product"), .number(0)),
        (.init(kind: .activeDays), .number(4)),
        (.init(kind: .activeDays, of: "purchase"), .number(3)),
        (.init(kind: .timeSinceLast), .number(2)),
        (.init(kind: .timeSinceLast, of: "visit"), .number(5)),
        (.init(kind: .timeSinceLast, of: "refund"), .missing),
        (.init(kind: .timeSinceFirst, of: "purchase"), .number(20)),
        (.init(kind: .timeSinceFirst, of: "purchase", window: .days(10)), .number(10)),
        (.init(kind: .meanInterval, of: "purchase"), .number(6)),
        (.init(kind: .meanInterval, of: "visit"), .missing),
        (.init(kind: .ratio, of: "purchase", window: .days(5), against: .days(10)), .number(1)),
        (.init(kind: .ratio, of: "purchase", window: .days(5), against: .days(5)), .number(0.5)),
        (.init(kind: .ratio, of: "purchase", window: .days(5), against: .days(4)), .missing),
        (.init(kind: .ratio, of: "refund", window: .days(5), against: .days(4)), .missing),
        (.init(kind: .ratio, of: "visit", window: .days(2), against: .days(10)), .number(0)),
        (.init(kind: .attribute, attribute: "plan"), .category("pro")),
        (.init(kind: .attribute, of: "purchase", attribute: "plan"), .category("free")),
        (.init(kind: .attribute, window: .days(3), attribute: "plan"), .missing),
        (.init(kind: .attribute, attribute: "gift"), .category("true")),
        (.init(kind: .attribute, attribute: "employees"), .category("40")),
        (.init(kind: .attribute, attribute: "employees", type: .number), .number(40)),
        (.init(kind: .attribute, attribute: "plan", type: .number), .missing),
    ]

    @Test("The value is the one computed by hand", arguments: cases)
    func value(definition: FeatureDefinition, expected: FeatureValue) throws {
        #expect(try Fixture.value(definition) == expected)
        let naive = NaiveFeatures(entity: Fixture.lead, events: Fixture.history)
        #expect(naive.value(definition, at: Fixture.day(21)) == expected)
    }

    @Test("A set of all kinds knows which columns are numbers")
    func columnKinds() throws {
        let set = try FeatureSet([
            Feature(name: "n", definition: .init(kind: .count)),
            Feature(name: "c", definition: .init(kind: .attribute, attribute: "x")),
            Feature(name: "d", definition: .init(kind: .attribute, attribute: "x", type: .number)),
        ])
        #expect(set.names.map { set.columnKind(of: $0) } == [.number, .category, .number])
        #expect(set.columnKind(of: "e") == nil)
    }

    @Test("A sum beyond the range of doubles is missing, not infinite")
    func overflow() throws {
        let events = ["1", "2"].map {
            Fixture.event($0, at: Fixture.day(1), ["amount": .number(.greatestFiniteMagnitude)])
        }
        #expect(try Fixture.value(.init(kind: .sum, attribute: "amount"), of: events) == .missing)
    }
}
