import Evaluation
import Features
import Foundation
import Models
import Personas
import Testing

@testable import Workflow

@Suite("Figures of personas")
struct PersonaFigureTests {
    struct Draw {
        var state: UInt64
        mutating func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
        mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
    }

    @Test("Cliff's delta of a number and the difference of shares of a level, by hand")
    func telling() throws {
        let frame = FeatureFrame(
            entities: (0..<6).map { EntityKey(namespace: "lead", id: "\($0)") },
            cutoffs: .init(repeating: Instant(microseconds: 0), count: 6),
            columns: [
                FeatureColumn(name: "visits", values: .numbers([5, 6, 7, 1, 6, .nan])),
                FeatureColumn(name: "plan", values: .categories(["pro", "pro", nil, "free", "free", "pro"])),
            ])
        let found = TellingFeature.all(
            of: frame, isInside: [true, true, true, false, false, false], features: nil)
        let visits = try #require(found.first { $0.feature == "visits" })
        // Pairs of 5, 6, 7 with 1, 6: greater 1, 1, 2; less 1, 0, 0; so (4 - 1) / 6.
        #expect(abs(visits.effect - 0.5) < 1e-12)
        #expect(visits.inside == 6 && visits.outside == 3.5 && visits.known == 1)
        let plan = try #require(found.first { $0.feature == "plan" })
        #expect(plan.inside == (plan.level == "pro" ? 1 : 0))
        #expect(abs(abs(plan.effect) - 2.0 / 3) < 1e-12)
        #expect(abs(plan.known - 2.0 / 3) < 1e-12)
        #expect(found.first?.feature == "plan")
    }

    @Test("c-TF-IDF by hand")
    func terms() {
        // Of 30 leads each; b is of 10 and of 30, a of 30 and of nobody: both shares differ beyond their intervals.
        let found = TellingTerm.telling([["a": 30, "b": 10], ["b": 30]], sizes: [30, 30], most: 5)
        #expect(found.map { $0.map(\.term) } == [["a"], ["b"]])
        #expect(abs(found[0][0].weight - 0.75 * log(1 + 35.0 / 30)) < 1e-12)
        #expect(abs(found[1][0].weight - log(1 + 35.0 / 40)) < 1e-12)
        #expect(found[1][0].share?.value == 1 && found[1][0].elsewhere?.count == 10)
    }

    @Test("what everybody does is not told of those who do little else")
    func shortHistories() {
        // Everybody submits; the first do nothing else, and one more of them is accepted than of the others.
        let found = TellingTerm.telling(
            [["submit": 100, "accept": 51], ["submit": 200, "accept": 100, "offer": 200, "call": 150]],
            sizes: [100, 200], most: 8)
        #expect(found.map { $0.map(\.term) } == [[], ["offer", "call"]])
    }

    @Test("a difference of shares by Newcombe's tenth method")
    func difference() throws {
        // R. Newcombe (1998), table II, of 56/70 and 48/80.
        let found = try #require(ShareEstimate(56, of: 70).difference(from: ShareEstimate(48, of: 80)))
        #expect(abs(found.value - 0.2) < 1e-12)
        #expect(abs(found.lower - 0.0524) < 5e-5 && abs(found.upper - 0.3339) < 5e-5)
        #expect(ShareEstimate(0, of: 0).difference(from: ShareEstimate(1, of: 2)) == nil)
    }

    @Test("the middle of a group is its median in units, or its commonest level")
    func middles() {
        let frame = FeatureFrame(
            entities: (0..<5).map { EntityKey(namespace: "lead", id: "\($0)") },
            cutoffs: .init(repeating: Instant(microseconds: 0), count: 5),
            columns: [
                FeatureColumn(name: "visits", values: .numbers([5, 6, 8, 1, .nan])),
                FeatureColumn(name: "plan", values: .categories(["pro", "free", "pro", nil, nil])),
            ])
        func all(_ rows: [Int]) -> [CentreValue] {
            CentreValue.all(of: frame, inputs: ["visits", "plan", "none"], rows: rows) {
                $0 == "visits" ? "days" : nil
            }
        }
        #expect(all([0, 1, 2]).map(\.text) == ["6", "pro (66.7 %)"])
        #expect(all([0, 1, 2]).map(\.unit) == ["days", nil])
        #expect(all([0, 3, 4]).first?.median == 3)
        #expect(all([4]).map(\.text) == ["nothing known", "nothing known"])
        #expect(all([4]).map(\.known) == [0, 0] && all([3, 4]).first?.known == 0.5)
    }

    @Test("features are told by their sentences, one and many apart")
    func words() throws {
        var bought = FeatureDefinition(kind: .count, of: "purchase")
        bought.sentence = "has bought {value} {time|times}"
        var region = FeatureDefinition(kind: .attribute, attribute: "region")
        region.sentence = "is in {value}"
        let words = FeatureWords(
            try FeatureSet([
                Feature(name: "frequency", definition: bought), Feature(name: "region", definition: region),
            ]))
        #expect(words.label(of: "frequency") == "has bought … times")
        #expect(words.label(of: "region", level: "north") == "is in north")
        #expect(words.label(of: "other") == "other" && words.quoted("other") == "other")
        #expect(
            words.sentence(of: ["frequency": .range(NumberRange(atLeast: 3)), "region": .text("north")])
                == "has bought at least 3 times, and is in north")
        #expect(words.sentence(of: "frequency", FeatureWish.high) == "“has bought … times” is high")
        func telling(_ inside: Double, _ outside: Double, _ effect: Double) -> TellingFeature {
            TellingFeature(
                feature: "frequency", inside: inside, outside: outside, effect: effect, known: 1,
                sentence: "has bought 1 time")
        }
        #expect(words.short(telling(1, 2, -0.5)) == "has bought 1 time")
        #expect(words.long(telling(1, 2, -0.5)) == "has bought 1 time (others: 2)")
        // Where the medians are the same they tell nothing.
        #expect(words.short(telling(1, 1, -0.5)) == "low “has bought … times”")
        #expect(words.long(telling(1, 1, -0.5)) == "has bought 1 time (others: 1, too, but often more)")
        let north = TellingFeature(
            feature: "region", level: "north", inside: 0.5, outside: 0.1, effect: 0.4, known: 1, sentence: "")
        #expect(words.short(north) == "more often is in north")
        #expect(words.long(north) == "is in north: 50.0 %; others: 10.0 %")
    }

    @Test("an attribute that decides the persona is found, one that has nothing to do with it is not")
    func bias() throws {
        var draw = Draw(state: 7)
        let personas = (0..<400).map { _ in draw.uniform() < 0.5 ? 0 : 1 }
        let decided: [String?] = personas.map { $0 == 0 ? "north" : "south" }
        let found = try #require(
            PersonaBias("region", values: decided, personas: personas, ids: ["c-0", "c-1"], seed: 1))
        #expect(abs(found.association - 1) < 1e-9)
        #expect(found.pValue == 1.0 / 1_000)
        let north = try #require(found.shares.first { $0.persona == "c-0" && $0.level == "north" })
        #expect(north.share.value == 1)
        // Of 40 attributes drawn at random about two are below 0.05.
        var below = 0
        for attempt in 0..<40 {
            let random: [String?] = personas.map { _ in draw.uniform() < 0.3 ? "a" : "b" }
            let bias = try #require(
                PersonaBias(
                    "r", values: random, personas: personas, ids: ["c-0", "c-1"], seed: UInt64(attempt)))
            if bias.pValue < 0.05 { below += 1 }
        }
        #expect(below <= 8)
        #expect(PersonaBias("one", values: ["a", "a"], personas: [0, 1], ids: ["x", "y"], seed: 1) == nil)
    }

    @Test("who changed is counted by where from and where to")
    func changes() {
        let changes = PersonaLedger.changes(
            from: ["a": "x", "b": "x", "c": "y", "d": "y"], to: ["a": "y", "b": "y", "c": "y", "e": "x"])
        #expect(
            changes == [
                .init(from: "x", to: "y", leads: 2), .init(from: "new", to: "x", leads: 1),
                .init(from: "y", to: "gone", leads: 1),
            ])
    }
}
