import TestKit
import Testing

@testable import Features

/// What features read of events, told before any event comes.
@Suite struct EventSchemaTests {
    private func schema(
        _ features: [Feature], identity: IdentityDefinition? = nil
    ) throws -> EventSchema {
        FeatureFold(try FeatureSet(features, identity: identity)).eventSchema
    }

    private func event(_ kind: String, _ attributes: [String: AttributeValue] = [:]) -> Event {
        Event(
            id: "1", source: "s", kind: kind, subject: EntityKey(namespace: "lead", id: "1"),
            occurredAt: Instant(microseconds: 0), recordedAt: Instant(microseconds: 0), attributes: attributes
        )
    }

    private func attribute(_ name: String, _ types: AttributeType...) -> EventSchema.Attribute {
        EventSchema.Attribute(name: name, takenByAll: Set(types), takenBySome: Set(types))
    }

    @Test func kindsAndAttributesAreThoseOfTheDefinitions() throws {
        var pairs = FeatureDefinition(kind: .pairs)
        pairs.kinds = ["mail", "call"]
        pairs.within = .days(1)
        let schema = try schema([
            Feature(name: "a", definition: FeatureDefinition(kind: .count, of: "page.viewed")),
            Feature(
                name: "b", definition: FeatureDefinition(kind: .sum, of: "page.viewed", attribute: "seconds")),
            Feature(
                name: "c",
                definition: FeatureDefinition(kind: .distinct, of: "page.viewed", attribute: "seconds")),
            Feature(
                name: "d",
                definition: FeatureDefinition(
                    kind: .count, of: "deal",
                    where: ["stage": .text("won"), "size": .range(NumberRange(atLeast: 3))])),
            Feature(name: "e", definition: pairs),
            Feature(name: "f", definition: FeatureDefinition(kind: .attribute, attribute: "region")),
            Feature(
                name: "g", definition: FeatureDefinition(kind: .count, of: "visit", via: "account")),
        ])
        let seconds = EventSchema.Attribute(
            name: "seconds", takenByAll: [.number, .flag], takenBySome: Set(AttributeType.allCases))
        #expect(
            schema.attributes == [
                "page.viewed": [seconds],
                "deal": [attribute("size", .number), attribute("stage", .text)], "mail": [], "call": [],
                "visit": [],
            ])
        #expect(
            schema.anywhere == [attribute("account", .link), attribute("region", .number, .text, .flag)])
        #expect(!schema.readsEveryKind)
        #expect(schema.reads(event("call")) && !schema.reads(event("page_viewed")))
        #expect(schema.reads(event("page_viewed", ["region": .text("east")])))
        #expect(schema.misfits(of: event("page.viewed", ["seconds": .number(3)])).isEmpty)
        #expect(
            schema.misfits(of: event("page.viewed", ["seconds": .text("3"), "region": .text("east")]))
                .map(\.name) == ["seconds"])
        #expect(schema.misfits(of: event("mail", ["account": .text("acme")])).map(\.name) == ["account"])
        #expect(schema.misfits(of: event("mail", ["seconds": .text("3")])).isEmpty)
    }

    /// Where two features want the same attribute to be different things, either will do.
    @Test func featuresThatDisagreeTakeWhatAnyTakes() throws {
        let schema = try schema([
            Feature(name: "a", definition: FeatureDefinition(kind: .sum, of: "x", attribute: "v")),
            Feature(
                name: "b", definition: FeatureDefinition(kind: .count, of: "x", where: ["v": .text("high")])),
        ])
        let found = try #require(schema.attributes["x"]?.first)
        #expect(found.types == [.number, .text, .flag] && found.takenByAll.isEmpty)
        #expect(schema.misfits(of: event("x", ["v": .text("low")])).isEmpty)
    }

    /// A value that one feature takes counts, though another one cannot take it; it is told once an event.
    @Test func whatSomeFeatureTakesIsToldApart() throws {
        let schema = try schema([
            Feature(name: "a", definition: FeatureDefinition(kind: .sum, of: "x", attribute: "v")),
            Feature(name: "b", definition: FeatureDefinition(kind: .distinct, of: "x", attribute: "v")),
            Feature(name: "c", definition: FeatureDefinition(kind: .sum, of: "x", attribute: "w")),
            Feature(name: "d", definition: FeatureDefinition(kind: .attribute, attribute: "w")),
            Feature(name: "e", definition: FeatureDefinition(kind: .count, of: "visit", via: "v")),
        ])
        func misfit(_ name: String, _ isTakenBySome: Bool) -> EventSchema.Misfit {
            EventSchema.Misfit(name: name, types: [.number, .flag], isTakenBySome: isTakenBySome)
        }
        #expect(schema.misfits(of: event("x", ["w": .text("3")])) == [misfit("w", true)])
        let link = AttributeValue.link(EntityKey(namespace: "account", id: "1"))
        #expect(schema.misfits(of: event("x", ["w": link])) == [misfit("w", false)])
        // Of an event of another kind the sum reads nothing.
        #expect(schema.misfits(of: event("y", ["w": .text("3")])).isEmpty)
        // What `a`, `b` and the link want has nothing in common.
        #expect(schema.misfits(of: event("x", ["v": .text("3")])).isEmpty)
    }

    @Test func theCutoffReadsNoEvent() throws {
        var month = FeatureDefinition(kind: .calendar)
        month.part = .month
        let schema = try schema([Feature(name: "month", definition: month)])
        #expect(schema.attributes.isEmpty && schema.anywhere.isEmpty && !schema.readsEveryKind)
    }

    @Test func anyEventCountsWhereNoKindIsNamed() throws {
        let schema = try schema(
            [Feature(name: "a", definition: FeatureDefinition(kind: .count))],
            identity: IdentityDefinition(links: ["owner"]))
        #expect(schema.readsEveryKind && schema.reads(event("anything")))
        #expect(schema.anywhere == [attribute("owner", .link)])
    }
}
