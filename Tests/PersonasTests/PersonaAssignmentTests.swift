import Features
import Foundation
import Models
import Personas
import Testing

@Suite("Assignment of personas")
struct PersonaAssignmentTests {
    private func row(
        visits: FeatureValue = .missing, spent: FeatureValue = .missing, plan: FeatureValue = .missing,
        quiet: FeatureValue = .missing
    ) -> [FeatureValue] { [visits, spent, plan, quiet] }

    @Test("the nearest centre's persona is named, with the softmax of distances as its probability")
    func nearest() throws {
        let model = try PersonaFixture.model()
        #expect(model.features == ["visits", "spent", "plan", "quiet"])
        let answer = model.assignment(
            of: row(visits: .number(6), spent: .number(60), plan: .category("free")))
        // By hand: the row is (-0.8, -0.8, 0).
        let squares = [0.04 + 0.04, 7.84 + 0.64, 7.84 + 14.44 + 1]
        let weights = squares.map { exp(-$0 / 2 / 0.5) }
        let sum = weights.reduce(0, +)
        #expect(answer.persona == "browsers")
        #expect(answer.decidedBy == .clusters)
        #expect(answer.cluster == "c-a")
        #expect(answer.isStable == true)
        #expect(abs((answer.probability ?? 0) - weights[0] / sum) < 1e-12)
        #expect(answer.runnerUp == "regulars")
        #expect(abs((answer.runnerUpProbability ?? 0) - weights[1] / sum) < 1e-12)
        #expect(answer.reasons == ["came 6 times", "spent 60 EUR"])
    }

    @Test("a rule decides before the clusters, and says why")
    func rule() throws {
        let answer = try PersonaFixture.model().assignment(
            of: row(visits: .number(5), spent: .number(150), plan: .category("free")))
        #expect(answer.persona == "key-accounts")
        #expect(answer.decidedBy == .rule)
        #expect(answer.probability == nil)
        #expect(answer.reasons == ["sales knows them by name", "spent 150 EUR (at least 150)"])
        #expect(answer.likeliest != nil)
    }

    @Test("between two centres no persona is named, and the runner-up is told")
    func between() throws {
        let answer = try PersonaFixture.model().assignment(
            of: row(visits: .number(12.5), spent: .number(75), plan: .category("free")))
        #expect(answer.persona == nil)
        #expect(answer.abstention == .belowThreshold)
        #expect(answer.decidedBy == .nobody)
        let both = (answer.probability ?? 0) + (answer.runnerUpProbability ?? 0)
        #expect(both > 0.9 && both <= 1)
    }

    @Test(
        "a cluster that nobody has mapped, a lead unlike all, and one of whom nothing is known have no persona"
    )
    func abstentions() throws {
        let model = try PersonaFixture.model()
        #expect(model.unmapped == ["c-c"])
        let unmapped = model.assignment(
            of: row(visits: .number(20), spent: .number(149), plan: .category("pro")))
        #expect(unmapped.cluster == "c-b" || unmapped.cluster == "c-c")
        let near = try PersonaFixture.model(
            Taxonomy(
                revision: 1, title: "few",
                personas: ["browsers": PersonaDefinition(title: "Browsers", clusters: ["c-a"])])
        ).assignment(of: [.number(20), .number(240), .category("pro")])
        #expect(near.abstention == .unmapped && near.persona == nil && near.cluster == "c-c")
        #expect(near.isStable == false)
        let far = model.assignment(of: row(visits: .number(100), spent: .number(100)))
        #expect(far.abstention == .unlikeAnybody)
        let nothing = model.assignment(of: row())
        #expect(nothing.abstention == .nothingKnown)
        #expect(nothing.probability == nil && nothing.cluster == nil && nothing.reasons.isEmpty)
    }

    @Test("an archetype decides where nobody else does, by its wishes")
    func archetype() throws {
        let model = try PersonaFixture.model()
        let answer = model.assignment(of: row(quiet: .number(95)))
        #expect(answer.persona == "gone")
        #expect(answer.decidedBy == .archetype)
        #expect(answer.similarities.map(\.persona) == ["gone", "regulars"])
        #expect(abs(answer.similarities[0].value - 0.95) < 1e-12)
        #expect(abs(answer.similarities[1].value - 0.05) < 1e-12)
        #expect(answer.flags.map(\.name) == ["gone quiet"])
        #expect(answer.flags.first?.evidence == ["quiet: 95 (more than 60)"])
        #expect(model.assignment(of: row(quiet: .number(80))).persona == nil)
    }

    @Test("what no group looks at is told by its sentence, too")
    func sentences() throws {
        let quiet = FeatureDefinition(
            kind: .timeSinceLast, sentence: "has been quiet for {value} {day|days}")
        let model = try PersonaModel(
            clusters: PersonaFixture.clusters(), taxonomy: PersonaFixture.taxonomy(),
            kinds: PersonaFixture.kinds,
            definitions: FeatureSet([Feature(name: "quiet", definition: quiet)]))
        let answer = model.assignment(of: row(quiet: .number(95)))
        #expect(answer.flags.first?.evidence == ["has been quiet for 95 days (more than 60)"])
        #expect(answer.reasons == ["has been quiet for 95 days"])
    }

    @Test(
        "reasons are the inputs that speak for the persona rather than for the likeliest other cluster, the most first"
    )
    func reasons() throws {
        let answer = try PersonaFixture.model().assignment(
            of: row(visits: .number(21), spent: .number(98), plan: .category("free")), reasons: 10)
        #expect(answer.persona == "regulars")
        // The other is c-c: visits are as far from both centres, the level adds 1, what was spent about 9.
        #expect(answer.reasons == ["spent 98 EUR", "plan: free"])
    }

    @Test("two clusters of one persona count together")
    func together() throws {
        var taxonomy = PersonaFixture.taxonomy()
        taxonomy.personas["regulars"]?.clusters = ["c-b", "c-c"]
        taxonomy.rules = nil
        let values = row(visits: .number(20), spent: .number(175), plan: .missing)
        let both = try PersonaFixture.model(taxonomy).assignment(of: values)
        let clusters = try PersonaFixture.clusters()
        let slots = [20, 175, Double.nan]
        let likely = clusters.probabilities(
            clusters.squaredDistances(try #require(clusters.columns(of: slots))))
        #expect(both.probability == likely[1] + likely[2])
        #expect(both.persona == "regulars")
    }

    @Test("ranks are mid-ranks between 0 and 1 and never fall")
    func ranks() throws {
        let ranks = try #require(FeatureRanks(of: [0, 0, 0, 0, 10]))
        #expect(ranks.share(below: -1) == 0)
        #expect(ranks.share(below: 11) == 1)
        #expect(ranks.share(below: 0) < 0.5)
        let wide = try #require(FeatureRanks(of: (0...1000).map(Double.init)))
        var before = 0.0
        for value in stride(from: -5.0, through: 1_005, by: 0.5) {
            let share = wide.share(below: value)
            #expect(share >= before)
            #expect(abs(share - min(1, max(0, value / 1_000))) < 1e-9)
            before = share
        }
        #expect(FeatureRanks(of: [.nan]) == nil)
        #expect(FeatureRanks(quantiles: [1, 0]) == nil)
    }

    @Test("where directions are compared, a row of no direction has no persona")
    func spherical() throws {
        let model = try PersonaModel(
            clusters: PersonaFixture.clusters(isSpherical: true), taxonomy: PersonaFixture.taxonomy(),
            kinds: PersonaFixture.kinds)
        let none = model.assignment(
            of: row(visits: .number(10), spent: .number(100), plan: .category("free")))
        #expect(none.abstention == .nothingKnown)
    }
}
