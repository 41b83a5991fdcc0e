import FoundationEssentials
import Glibc
import TestKit
import Testing

/// From the events of a pipeline to an embedder of behaviour, and from that to features, a version and the daemon.
@Suite struct BehaviourWayTests {
    /// What `leadline behaviour --json` prints, as far as it is looked at.
    private struct Answer: Decodable {
        struct Quality: Decodable {
            var entities: Int
            var tokens: Int
            var dimensions: Int
        }
        var embedder: String
        var until: String
        var quality: Quality
        var rows: Int?
        var rowsWithoutVector: Int?
    }

    /// The answer of `/v1/score`, as far as it is compared.
    private struct Scored: Decodable {
        var score: Double
        var probability: Double
        var logit: Double
    }

    private static let learning = [
        "--attribute", "units", "--half-life", "60d", "--minimum-entities", "3", "--dimensions", "3",
    ]

    private func behaviour(_ shop: Shop, _ arguments: [String]) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(["behaviour", "pipeline.yaml"] + arguments, in: shop.path)
    }

    /// The shop's pipeline with features by a version of the embedder.
    private static func pipeline(_ version: Int = 1) -> String {
        let reference = "models:/behaviour/\(version)"
        return PipelineText.shop
            .replacing(
                "  region: {kind: attribute, attribute: region}",
                with: """
                      region: {kind: attribute, attribute: region}
                      single: {kind: similarity, embedder: \(reference), like: ["purchase=1"]}
                      does: {kind: vector, embedder: \(reference), coordinates: 2}
                    """
            )
            .replacing("region: []}", with: "region: [], single: [], does_d0: [], does_d1: []}")
    }

    @Test func learnsPublishesAndWritesVectors() throws {
        let shop = try Shop()
        let first = try behaviour(shop, Self.learning + ["--publish", "behaviour"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(
            first.output.contains("before 2024-07-01T00:00:00Z: 4 kinds, 3 dimensions"), "\(first.output)")
        #expect(first.output.contains("near purchase=1:") && first.output.hasSuffix("behaviour version 1\n"))
        let again = try behaviour(shop, Self.learning + ["--publish", "behaviour", "--threads", "3"])
        #expect(again.output.hasSuffix("behaviour version 1, which was there already\n"), "\(again.errors)")
        #expect(try shop.leadline("registry", "verify").status == 0)
        let shown = try shop.leadline("registry", "show", "models:/behaviour/1")
        #expect(
            shown.status == 0
                && shown.output.contains("of 245 entities before 2024-07-01T00:00:00Z, 4 kinds, 3 dimensions"),
            "\(shown.output)\(shown.errors)")

        let written = try behaviour(
            shop,
            [
                "--model", "behaviour@1", "--vectors", "out/vectors.csv", "--cutoff", "2024-05-01T00:00:00Z",
                "--json",
            ])
        let answer = try JSONDecoder().decode(Answer.self, from: Data(written.output.utf8))
        let lines = try BuiltProgram.text(shop.path + "/out/vectors.csv").split(separator: "\n")
        #expect(answer.until == "2024-07-01T00:00:00Z" && answer.quality.dimensions == 3)
        #expect(answer.rows == lines.count - 1 && answer.rowsWithoutVector == 0 && lines.count > 100)
        #expect(
            lines[0] == "entity,cutoff,d0,d1,d2"
                && lines.dropFirst().allSatisfy { $0.prefix { $0 != "," }.count > 16 })
        // A version of texts' or of nothing's kind is no embedder of behaviour.
        #expect(try behaviour(shop, ["--model", "shop@1", "--vectors", "x.csv"]).status == 3)
        let personal = try behaviour(shop, ["--attribute", "amounts"])
        #expect(personal.status == 3 && personal.errors.contains("did you mean"), "\(personal.errors)")
        let idle = try behaviour(shop, ["--cutoff", "2024-05-01T00:00:00Z"])
        #expect(idle.status == 3 && idle.errors.contains("--cutoff does nothing without --vectors"))
    }

    /// What happened at the last cutoff of the train slice and later has no part in an embedder.
    @Test func theFutureChangesNothing() throws {
        func weights(_ data: String) throws -> [Data] {
            let shop = try Shop(data: data)
            let outcome = try behaviour(shop, Self.learning + ["--publish", "behaviour"])
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try ["weights.safetensors", "embedder.json"].map {
                try Data(
                    contentsOf: URL(filePath: shop.registry + "/models/behaviour/versions/1/" + $0))
            }
        }
        let plain = try weights(Shop.purchases.csv)
        #expect(try weights(Shop.purchases.csv(rewrittenFrom: "2024-07-01")) == plain)
        #expect(try weights(Shop.purchases.csv(rewrittenFrom: "2024-04-01")) != plain)
    }

    /// Batch and the daemon give one double, and the version says which embedder it needs.
    @Test func scoresByItAsTheDaemonDoes() throws {
        let shop = try Shop(Self.pipeline())
        let early = try shop.leadline("train", "pipeline.yaml")
        #expect(
            early.status == 3 && early.errors.contains("there is no model `behaviour`"), "\(early.errors)")
        #expect(try behaviour(shop, Self.learning + ["--publish", "behaviour"]).status == 0)
        let trained = try shop.leadline("train", "pipeline.yaml")
        #expect(trained.status == 0, "\(trained.errors)")
        let manifest = try BuiltProgram.text(shop.model + "/versions/1/manifest.json")
        #expect(!manifest.contains(#""requires":[]"#))
        #expect(try shop.leadline("train", "pipeline.yaml").output.contains("(the version there is"))
        let promoted = try shop.leadline("promote", "pipeline.yaml")
        #expect(promoted.status == 0, "\(promoted.errors)")
        let run = try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "scores.csv")
        #expect(run.status == 0, "\(run.errors)")
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/scores.csv"))
        let daemon = try RunningDaemon(shop)
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        let client = try HTTPClient(port: daemon.port)
        for (id, figures) in scores.sorted(by: { $0.key < $1.key }).prefix(40) {
            let customer = String(id.drop { $0 != ":" }.dropFirst())
            let reply = try client.request(
                "POST", "/v1/score", Shop.purchases.body(customer: customer, asOf: Shop.asOf))
            #expect(reply.status == 200, "\(reply.text)")
            let live = try JSONDecoder().decode(Scored.self, from: Data(reply.body))
            #expect([live.score, live.probability, live.logit] == figures.map { Double($0) }, "\(id)")
        }
        #expect(try shop.leadline("reproduce", "models:/shop/1", "--pipeline", "pipeline.yaml").status == 0)
    }

    /// An embedder that saw what is to be foretold is refused, with the call that learns another.
    @Test func anEmbedderOfTheFutureIsRefused() throws {
        let shop = try Shop(
            PipelineText.shop.replacing(
                "train: {from: 2024-04-01, to: 2024-07-01}", with: "train: {from: 2024-04-01, to: 2024-08-01}"
            ))
        #expect(try behaviour(shop, Self.learning + ["--publish", "behaviour"]).status == 0)
        try shop.write(Self.pipeline(), to: "pipeline.yaml")
        let refused = try shop.leadline("train", "pipeline.yaml")
        #expect(
            refused.status == 1 && refused.errors.contains("it has seen what is to be foretold"),
            "\(refused.errors)")
        let until = ["--until", "2024-06-01T00:00:00Z", "--publish", "behaviour"]
        #expect(try behaviour(shop, Self.learning + until).output.hasSuffix("behaviour version 2\n"))
        try shop.write(Self.pipeline(2), to: "pipeline.yaml")
        let trained = try shop.leadline("train", "pipeline.yaml")
        #expect(trained.status == 0, "\(trained.errors)")
        try shop.write(
            Self.pipeline().replacing("behaviour/1", with: "behaviour@production"), to: "pipeline.yaml")
        let alias = try shop.leadline("check", "pipeline.yaml")
        #expect(
            alias.status == 3 && alias.errors.contains("names no version by its number"), "\(alias.errors)")
    }
}
