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
        EventSchema.Attribute(name: name, types: Set(types))
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
        #expect(
            schema.attributes == [
                "page.viewed": [attribute("seconds", .number, .flag)],
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
        #expect(schema.attributes == ["x": [attribute("v", .number, .text, .flag)]])
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
