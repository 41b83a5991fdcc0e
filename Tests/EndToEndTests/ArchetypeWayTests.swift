import FoundationEssentials
import TestKit
import Testing

/// Archetypes whose sentences count.
@Suite struct ArchetypeWayTests {
    private struct Answer: Decodable, Equatable {
        struct Similarity: Decodable, Equatable {
            var persona: String
            var value: Double
        }
        var similarities: [Similarity]
    }

    private func publish(_ shop: Shop, _ archetype: String, revision: Int = 1) throws -> BuiltProgram.Outcome
    {
        let personas = """
              waiting: {title: Waiting for a card, archetype: \(archetype)}
              strapped: {title: No cash, archetype: {sentences: [the machine kept my cash], like: says, atLeast: 1}}

            """
        try shop.write(
            try MessageShop.taxonomy(shop, revision: revision, archetype: personas), to: "names.yaml")
        return try MessageShop.publish(shop)
    }

    @Test("leads are as like an archetype as what they wrote is like its sentences, in batch and online")
    func likeness() throws {
        let shop = try MessageShop.shop(vectors: true)
        let published = try publish(
            shop, "{sentences: [my card has not arrived], like: says, wishes: {frequency: high}}")
        #expect(published.status == 0, "\(published.errors)")
        let time = "2025-01-01T00:00:00Z"
        let daemon = try RunningDaemon(shop, "--personas", "who")
        var values: Set<Double> = []
        for customer in Set(MessageShop.messages.map(\.customer)).sorted().prefix(4) {
            let batch = try JSONDecoder().decode(
                Answer.self,
                from: Data(
                    try shop.leadline(
                        "personas", "assign", "who@production", "pipeline.yaml", "--as-of", time, "--lead",
                        customer, "--json"
                    ).output.utf8))
            let body = IntentWayTests.body(of: customer, asOf: time)
            var reply = try daemon.request("POST", "/v1/persona", body)
            try RunningDaemon.wait {
                reply = try daemon.request("POST", "/v1/persona", body)
                return reply.status != 503
            }
            #expect(try JSONDecoder().decode(Answer.self, from: Data(reply.text.utf8)) == batch)
            values.formUnion(batch.similarities.map(\.value))
        }
        #expect(values.count > 2 && values.allSatisfy { (0...1).contains($0) }, "\(values)")
        #expect(try shop.leadline("registry", "verify").status == 0)
    }

    @Test(
        "sentences of which nothing is known, and features that are none of vectors, are refused with their line"
    )
    func refusals() throws {
        let shop = try MessageShop.shop(vectors: true)
        for (archetype, problem) in [
            ("{sentences: [zzz qqq], like: says}", "no word is known"),
            ("{sentences: [my card], like: sais}", "says_d0"),
            ("{sentences: [my card], like: frequency}", "no feature of vectors"),
            ("{like: says}", "no sentence"), ("{sentences: [my card]}", "no wish"),
        ] {
            let outcome = try publish(shop, archetype)
            #expect(outcome.status == 3, "\(archetype)")
            #expect(
                outcome.errors.contains("names.yaml:9") && outcome.errors.contains(problem),
                "\(outcome.errors)")
        }
    }
}
