import Features
import FoundationEssentials
import TestKit
import Testing

@Suite("Feature sets: text and checks")
struct FeatureSetTests {
    func decoded(_ json: String) throws -> FeatureSet {
        try JSONDecoder().decode(FeatureSet.self, from: Data(json.utf8))
    }

    /// The error beneath a decoding error.
    func error(_ json: String) throws -> String {
        do {
            _ = try decoded(json)
            return "none"
        } catch DecodingError.dataCorrupted(let context) {
            #expect("\(context.underlyingError ?? CancellationError())" == context.debugDescription)
            return context.codingPath.map(\.stringValue).joined(separator: ".") + ": "
                + context.debugDescription
        }
    }

    @Test("Random sets round trip through JSON in their order", arguments: 0..<20)
    func roundTrip(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(seed))
        let set = try generator.featureSet()
        let data = try JSONEncoder().encode(set)
        #expect(try JSONDecoder().decode(FeatureSet.self, from: data) == set)
    }

    @Test("A mapping and an array with names mean the same")
    func forms() throws {
        let mapping = try decoded(
            #"{"visits": {"kind": "count", "of": "visit", "window": "7d", "where": {"page": "price", "n": 2}}}"#
        )
        let array = try decoded(
            #"[{"name": "visits", "kind": "count", "of": "visit", "window": "7d", "where": {"page": "price", "n": 2}}]"#
        )
        #expect(mapping == array)
        #expect(mapping.definition(of: "visits")?.window == .days(7))
        #expect(mapping.definition(of: "visits")?.where == ["page": .text("price"), "n": .number(2)])
    }

    @Test(
        "A definition that does not fit its kind is refused at its field, with a remedy",
        arguments: [
            (
                #"{"f": {"kind": "sum", "of": "purchase"}}"#,
                "f.attribute: feature `f`: kind sum needs `attribute`; remedy: add `attribute: <name>`"
            ),
            (
                #"{"f": {"kind": "ratio", "window": "30d"}}"#,
                "f.against: feature `f`: kind ratio needs `against`; remedy: add `against: 90d`"
            ),
            (
                #"{"f": {"kind": "ratio", "against": "30d"}}"#,
                "f.window: feature `f`: kind ratio needs `window`; remedy: add `window: 30d`"
            ),
            (
                #"{"f": {"kind": "count", "attribute": "x"}}"#,
                "f.attribute: feature `f`: kind count has no use for `attribute`; remedy: remove it"
            ),
            (
                #"{"f": {"kind": "mean", "attribute": "x", "type": "number"}}"#,
                "f.type: feature `f`: kind mean has no use for `type`; remedy: remove it"
            ),
            (
                #"{"f": {"kind": "count", "window": "0d"}}"#,
                "f.window: feature `f`: `window` is 0d; remedy: give a span above 0d and up to 36500d, "
                    + "or leave `window` out to look at everything known"
            ),
            (
                #"{"f": {"kind": "count", "of": ""}}"#,
                "f.of: feature `f`: `of` is empty; remedy: give it a value or remove it"
            ),
            (
                #"[{"name": "f", "kind": "count"}, {"name": "f", "kind": "count"}]"#,
                "f: feature `f` is defined twice; remedy: rename or remove one"
            ),
            (
                #"{"f": {"kind": "cuont"}}"#,
                "f.kind: feature `f`: unknown kind `cuont`; remedy: did you mean `count`? "
                    + "use one of \(FeatureDefinition.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
            ),
            (
                #"{"f": {"kind": "count", "window": "7 days"}}"#,
                "f.window: \"7 days\" is no time span; remedy: write a whole number and a unit: "
                    + "w, d, h, m, s, ms or us, as in 90d"
            ),
        ])
    func refused(json: String, text: String) throws {
        #expect(try error(json) == text)
    }

    @Test("Names that no source makes are refused with the nearest")
    func names() throws {
        let set = try decoded(#"{"f": {"kind": "count", "of": "purchase", "via": "acount"}}"#)
        #expect(set.links == ["acount"])
        let link = #expect(throws: FeatureError.self) {
            try set.check(eventKinds: ["purchase"], links: ["account", "owner"])
        }
        #expect(
            link?.description
                == "feature `f`: no source makes `acount`, which `via` names; remedy: did you mean `account`? "
                + "use one of account, owner")
        let kind = #expect(throws: FeatureError.self) {
            try set.check(eventKinds: ["visit"], links: ["acount"])
        }
        #expect(kind?.field == "of")
    }

    @Test("Two definitions are equal exactly if their entries are")
    func entries() throws {
        func definition(_ condition: String) throws -> FeatureDefinition {
            let set = try decoded(#"{"f": {"kind": "count", "where": {"amount": \#(condition)}}}"#)
            return set.features[0].definition
        }
        let conditions = [
            "7", #""7""#, "[7, 8]", #"["7 or 8"]"#, #"["7", "8"]"#, "true", #""true""#, #"{"atLeast": 7}"#,
            #""at least 7""#, #""a\"b""#, #""a, b""#, #"["a", "b"]"#,
        ]
        var definitions = try conditions.map(definition)
        for seed in 0..<40 as Range<UInt64> {
            var generator = EventLogGenerator(seed: seed)
            definitions += try generator.featureSet().features.map(\.definition)
        }
        for one in definitions {
            for other in definitions {
                let isSame = one.entries.elementsEqual(other.entries) {
                    $0.field == $1.field && $0.text == $1.text
                }
                #expect(isSame == (one == other))
            }
        }
    }

    @Test("A trace of a feature there is none of is refused; a fold that was not reset traps")
    func programmer() async throws {
        let set = try decoded(#"{"visits": {"kind": "count"}}"#)
        var fold = FeatureFold(set)
        fold.reset(entity: Fixture.lead)
        let error = #expect(throws: FeatureError.self) {
            try fold.trace(feature: "visit", at: Fixture.day(1))
        }
        #expect(
            error?.description
                == "there is no feature `visit`; remedy: did you mean `visits`? use one of visits")
        await #expect(processExitsWith: .failure) {
            var fold = FeatureFold(try FeatureSet([]))
            _ = fold.values(at: .earliest)
        }
    }
}
