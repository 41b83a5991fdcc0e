import Features
import Personas
import Scoring
import Testing

@Suite("Sentences of archetypes")
struct ArchetypeSentenceTests {
    private let lead = EntityKey(namespace: "lead", id: "7")

    /// Vectors by two words; nothing is known of other texts.
    private static let embedder = EventEmbedder(
        digest: "00",
        content: .texts(dimensions: 2) { text in
            let (card, cash) = (text.contains("card"), text.contains("cash"))
            return card && cash ? [1, 1] : card ? [1, 0] : cash ? [-1, 0.5] : nil
        })

    private func features() throws -> FeatureSet {
        var says = FeatureDefinition(kind: .vector, of: "message", attribute: "text")
        says.embedder = "models:/messages/1"
        says.coordinates = 2
        return try FeatureSet(
            IntentFixture.features().features + [Feature(name: "says", definition: says)],
            embedders: ["models:/messages/1": Self.embedder])
    }

    private func taxonomy(
        _ sentences: [String]? = ["my card", "card and cash"], like: String? = "says",
        wishes: [String: FeatureWish] = [:]
    ) -> Taxonomy {
        var taxonomy = PersonaFixture.taxonomy()
        taxonomy.personas["regulars"]?.archetype = Archetype(
            sentences: sentences, like: like, wishes: wishes)
        return taxonomy
    }

    private func live(_ taxonomy: Taxonomy) throws -> LivePersonas {
        try LivePersonas(
            PersonaPackage(
                name: "who", unit: "lead",
                model: PersonaModel(
                    clusters: PersonaFixture.clusters(), taxonomy: taxonomy, kinds: PersonaFixture.kinds),
                kinds: PersonaFixture.kinds, features: taxonomy.features(beside: features()), golden: []))
    }

    private func similarity(_ text: String, _ live: LivePersonas) -> Double? {
        let event = Event(
            id: "1", source: "s", kind: "message", subject: lead, occurredAt: Instant(microseconds: 0),
            recordedAt: Instant(microseconds: 0), attributes: ["text": .text(text)])
        return live.assignment(for: lead, events: [event], at: Instant(microseconds: 1)).similarities
            .first { $0.persona == "regulars" }?.value
    }

    @Test("the cosine with the mean of the sentences, nothing below 0, unknown without a vector")
    func cosine() throws {
        let live = try live(taxonomy())
        // The mean of (1, 0) and (1, 1) is (1, 0.5).
        #expect(abs(try #require(similarity("card", live)) - 1 / 1.25.squareRoot()) < 1e-12)
        #expect(abs(try #require(similarity("card cash", live)) - 1.5 / 2.5.squareRoot()) < 1e-12)
        #expect(similarity("cash", live) == 0)
        for text in ["", "\u{1F642}", "nothing of it"] { #expect(similarity(text, live) == nil) }
    }

    @Test("sentences are one wish among the others")
    func wish() throws {
        let live = try live(taxonomy(wishes: ["plan": .condition(.text("pro"))]))
        let model = live.package.model
        #expect(model.features == ["visits", "spent", "plan", "quiet", "archetype:regulars"])
        func value(_ plan: FeatureValue, _ cosine: FeatureValue) -> Double? {
            model.assignment(of: [.missing, .missing, plan, .missing, cosine]).similarities
                .first { $0.persona == "regulars" }?.value
        }
        #expect(value(.category("pro"), .number(0.5)) == 0.75)
        #expect(value(.category("free"), .number(-0.5)) == 0)
        #expect(value(.category("free"), .missing) == 0)
        #expect(value(.missing, .number(0.25)) == 0.25)
        #expect(value(.missing, .number(1.0000000001)) == 1)
        #expect(value(.missing, .missing) == nil)
        #expect(value(.missing, .category("x")) == nil)
    }

    @Test("an archetype decides by its sentences alone, and says so")
    func decides() throws {
        var taxonomy = taxonomy()
        taxonomy.personas["regulars"]?.archetype?.atLeast = 0.8
        let answer = try live(taxonomy).package.model.assignment(
            of: [.missing, .missing, .missing, .missing, .number(0.9)])
        #expect(answer.persona == "regulars" && answer.decidedBy == .archetype)
        #expect(answer.reasons == ["is like what is written of regulars, to 90 of 100"])
    }

    @Test("only what is fulfilled to one half or more is a reason", arguments: [-0.4, 0.3, 0.5, 0.96])
    func reasons(_ cosine: Double) throws {
        var taxonomy = taxonomy(wishes: ["quiet": .low])
        taxonomy.personas["regulars"]?.archetype?.atLeast = 0.2
        let model = try live(taxonomy).package.model
        func reasons(_ quiet: Double) -> [String]? {
            let answer = model.assignment(
                of: [.missing, .missing, .missing, .number(quiet), .number(cosine)])
            return answer.decidedBy == .archetype && answer.persona == "regulars" ? answer.reasons : nil
        }
        let hundredths = Int((100 * cosine).rounded())
        let like = cosine < 0.5 ? [] : ["is like what is written of regulars, to \(hundredths) of 100"]
        #expect(reasons(5) == (cosine > 0.95 ? like + ["quiet: 5"] : ["quiet: 5"] + like))
        #expect(reasons(50) == (cosine > 0.5 ? like + ["quiet: 50"] : ["quiet: 50"] + like))
        // The mean of what is known suffices, and nothing speaks for it.
        if cosine > 0 { #expect(reasons(80) == like) }
    }

    @Test("what does not fit is told with its place")
    func problems() throws {
        func problem(_ taxonomy: Taxonomy) throws -> [String]? {
            if let problem = taxonomy.problem(
                features: PersonaFixture.kinds, clusters: ["c-a", "c-b", "c-c"])
            {
                return problem.keyPath
            }
            let own = try features()
            do throws(TaxonomyProblem) {
                _ = try taxonomy.features(beside: own)
                return nil
            } catch {
                return error.keyPath
            }
        }
        let place = ["personas", "regulars", "archetype"]
        #expect(try problem(taxonomy()) == nil)
        #expect(try problem(taxonomy(like: "says_d1")) == nil)
        #expect(try problem(taxonomy(["my card", "zzz"])) == place + ["sentences"])
        #expect(
            try problem(taxonomy(["card", "cash", "cash", "my cash"], like: "visits")) == place + ["like"])
        #expect(try problem(taxonomy(like: "sais")) == place + ["like"])
        #expect(try problem(taxonomy([])) == place + ["like"])
        #expect(try problem(taxonomy(like: nil)) == place + ["wishes"])
    }
}
