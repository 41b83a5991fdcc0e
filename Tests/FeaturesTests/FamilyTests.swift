import Features
import FoundationEssentials
import Testing

/// What features are about, in words for those who work leads.
@Suite struct FamilyTests {
    @Test(arguments: [
        (FeatureDefinition(kind: .count, of: "visit"), "activity"),
        (FeatureDefinition(kind: .sum, of: "purchase", attribute: "amount"), "amounts"),
        (FeatureDefinition(kind: .timeSinceLast, of: "visit"), "recency"),
        (FeatureDefinition(kind: .timeSinceFirst, of: "visit"), "tenure"),
        (FeatureDefinition(kind: .attribute, attribute: "region"), "profile"),
        (FeatureDefinition(kind: .count, of: "visit", via: "account"), "activity of the account"),
    ])
    func theKindSaysItUnlessTheDefinitionDoes(definition: FeatureDefinition, family: String) {
        #expect(definition.statedFamily == family)
        var named = definition
        named.family = "money"
        #expect(named.statedFamily == "money")
    }

    /// A decay of events is of activity, one of an attribute of amounts.
    @Test func aDecayGoesByWhatItWeighs() {
        var decay = FeatureDefinition(kind: .decay, of: "purchase")
        #expect(decay.statedFamily == "activity")
        decay.attribute = "amount"
        #expect(decay.statedFamily == "amounts")
    }

    @Test func everyKindHasOne() {
        for kind in FeatureDefinition.Kind.allCases {
            #expect(!FeatureDefinition(kind: kind).statedFamily.isEmpty)
        }
    }

    @Test func itGoesThroughFilesAndChangesNoValue() throws {
        var definition = FeatureDefinition(kind: .count, of: "visit")
        let plain = try FeatureSet([Feature(name: "visits", definition: definition)])
        definition.family = "interest"
        let named = try FeatureSet([Feature(name: "visits", definition: definition)])
        let data = try JSONEncoder().encode(named)
        #expect(try JSONDecoder().decode(FeatureSet.self, from: data) == named)
        #expect(!String(decoding: try JSONEncoder().encode(plain), as: UTF8.self).contains("family"))
        #expect(named.differences(from: plain).map(\.change) == [.reworded])
        definition.family = ""
        #expect(throws: FeatureError.emptyText(feature: "visits", field: "family")) {
            try FeatureSet([Feature(name: "visits", definition: definition)])
        }
    }
}
