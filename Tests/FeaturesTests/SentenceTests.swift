import Features
import Testing

/// The sentences that reasons are told in, where a definition gives none.
@Suite struct SentenceTests {
    private func sentence(
        _ conditions: [String: AttributeCondition], of kind: FeatureDefinition.Kind = .count
    ) -> String {
        FeatureDefinition(kind: kind, of: "page.viewed", where: conditions).statedSentence
    }

    /// Features that count other events are told in other words.
    @Test func conditionsAreNamed() {
        #expect(sentence([:]) == "{value} page.viewed events")
        #expect(sentence(["page": .text("pricing")]) == "{value} page.viewed events with page pricing")
        #expect(
            sentence(
                ["page": .oneOf([.text("pricing"), .text("docs")]), "bot": .flag(false)],
                of: .timeSinceLast)
                == "last of page.viewed events with bot false and page pricing or docs {value} {day|days} ago"
        )
        #expect(
            sentence(["seconds": .range(NumberRange(above: 30, atMost: 99.5))])
                == "{value} page.viewed events with seconds above 30 and at most 99.5")
        #expect(
            sentence(["page": .oneOf((1...5).map { .number(Double($0)) })])
                == "{value} page.viewed events with page of 5 values")
    }

    @Test func anOrderHasThemToo() {
        var definition = FeatureDefinition(kind: .sequence, where: ["plan": .text("pro")])
        definition.steps = ["trial", "visit"]
        #expect(
            definition.statedSentence == "trial > visit with plan pro in this order: {value} {time|times}")
    }
}
