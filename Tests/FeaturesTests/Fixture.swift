import Features
import TestKit
import Testing

/// A small purchase history with round numbers, and shorthands for its parts.
enum Fixture {
    static let lead = EntityKey(namespace: "lead", id: "1")
    static let account = EntityKey(namespace: "account", id: "a")
    static let other = EntityKey(namespace: "account", id: "b")

    /// Midnight of a day of January 2024, plus microseconds.
    static func day(_ day: Int, plus microseconds: Int64 = 0) -> Instant {
        Instant(year: 2024, month: 1, day: day) + TimeSpan(microseconds: microseconds)
    }

    static func event(
        _ id: String, _ kind: String = "purchase", of subject: EntityKey = lead, channel: String = "",
        at occurredAt: Instant, recorded recordedAt: Instant? = nil,
        _ attributes: [String: AttributeValue] = [:]
    ) -> Event {
        Event(
            id: id, source: "shop", kind: kind, subject: subject, channel: channel, occurredAt: occurredAt,
            recordedAt: recordedAt ?? occurredAt, attributes: attributes)
    }

    /// Four purchases and a visit; asked on 21 January.
    static let history = [
        event("1", at: day(1), ["amount": .number(10), "product": .text("a"), "plan": .text("free")]),
        event("2", at: day(11), ["amount": .number(2.5), "product": .text("b")]),
        event("3", at: day(11, plus: 3_600_000_000), ["product": .text("a"), "gift": .flag(true)]),
        event("4", "visit", channel: "web", at: day(16), ["plan": .text("pro"), "employees": .number(40)]),
        event("5", channel: "web", at: day(19), ["amount": .number(4), "product": .text("c")]),
    ]

    /// The value of one feature of these events at a cutoff, from both folds, which must agree to the bit.
    static func value(
        _ definition: FeatureDefinition, of events: [Event] = history, at cutoff: Instant = day(21)
    ) throws -> FeatureValue {
        let set = try FeatureSet([Feature(name: "feature", definition: definition)])
        var fold = FeatureFold(set)
        fold.reset(entity: lead)
        fold.record(events)
        let value = fold.values(at: cutoff)[0]
        let frame = FeatureTableFold(set, EventTable(events), concurrency: 1).frame(
            of: FrameQuestions(entities: [lead], at: [cutoff]))
        #expect(OracleTests.bits(frame.values(ofRow: 0)) == OracleTests.bits([value]))
        return value
    }
}
