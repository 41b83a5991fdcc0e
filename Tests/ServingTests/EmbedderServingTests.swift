import Features
import Models
import Registry
import Scoring
import Storage
import TestKit
import Testing

@testable import Serving

/// Models whose features go by an embedder, which the daemon loads beside them.
@Suite struct EmbedderServingTests {
    private static let reference = "models:/behaviour/1"

    private static func vectors(_ first: Double) throws -> EventVectors {
        try EventVectors(
            attribute: "region",
            tokens: [EventToken(kind: "purchase"), EventToken(kind: "purchase", value: "east")],
            vectors: [[first, 0.5], [-0.25, 2]], weights: [0.5, 1], halfLife: .days(7))
    }

    @discardableResult
    private static func publishEmbedder(_ first: Double, in registry: Registry) throws -> PublishedVersion {
        try registry.model("behaviour").publish(
            files: BehaviourPackage(vectors(first)).files(), kind: .embedder,
            recipeDigest: Digest(of: Array("\(first)".utf8)))
    }

    /// The test model with its recency told by the vector, and what else there is.
    private static func features() throws -> FeatureSet {
        var similarity = FeatureDefinition(kind: .similarity)
        similarity.embedder = reference
        similarity.like = ["purchase=east"]
        return try FeatureSet(
            TestModel.features.map {
                $0.name == "recency" ? Feature(name: $0.name, definition: similarity) : $0
            })
    }

    /// Publishes a scorer that was made with an embedder of the registry, or of another.
    @discardableResult
    private static func publishScorer(
        in registry: Registry, by other: Registry? = nil, requires: Bool = true
    ) throws -> ScorerPackage {
        var package = try TestModel.package(intercept: 0.5)
        let embedder = try (other ?? registry).embedder(reference)
        package.features = try features().embedding { _ in (embedder.digest, embedder.files) }
        _ = try registry.model(TestModel.name).publish(
            files: package.files(), kind: .scorer, recipeDigest: Digest(of: [9]),
            requires: requires ? [embedder.digest] : [])
        return package
    }

    private func reason(_ server: TestServer) -> String {
        let reply = try? server.client().request("POST", "/v2/repository/index", "{}")
        return reply?.text ?? ""
    }

    @Test func rawEventsGetTheFoldsBits() throws {
        let server = try TestServer(intercepts: [])
        try Self.publishEmbedder(1, in: server.registry)
        let package = try Self.publishScorer(in: server.registry)
        try TestModel.promote(1, in: server.registry)
        try server.wait { server.daemon.store.isReady }
        let reply = try server.client().request(
            "POST", "/v1/score", #"{"asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)}"#)
        #expect(reply.status == 200, "\(reply.text)")
        let events = try EventReader.events(JSONDocument(parsing: Array(ScoreTests.events.utf8)).root)
        let entity = EntityKey(namespace: "customer", id: "7")
        let cutoff = try Instant("2026-02-01T00:00:00Z")
        let answer = try LiveScorer(package).answer(for: entity, events: events, at: cutoff)
        let root = try JSONDocument(parsing: reply.body).root.members
        #expect(root["logit"]?.number?.bitPattern == answer.explanation.score.logit.bitPattern)
        // As batch has it.
        let set = try #require(package.features)
        let frame = FeatureTableFold(set, EventTable(events), concurrency: 1).frame(
            of: FrameQuestions(entities: [entity], at: [cutoff]))
        let place = try #require(set.index(of: "recency"))
        guard case .number(let number) = frame.values(ofRow: 0)[place] else {
            Issue.record("the events have a vector")
            return
        }
        #expect(root["features"]?.members["recency"]?.number?.bitPattern == number.bitPattern)
        #expect(number > 0 && number < 1)
        // Nothing known gives no value, not 0.
        let empty = try server.client().request(
            "POST", "/v1/score", #"{"entity":"customer:9","asOf":"2026-02-01T00:00:00Z","events":[]}"#)
        let nothing = try JSONDocument(parsing: empty.body).root.members["features"]?.members["recency"]
        #expect(nothing?.isNull == true, "\(empty.text)")
    }

    /// The version that answers goes on where the next one's embedder is not there, and is swapped once it is.
    @Test func aScorerWithoutItsEmbedderIsRefused() throws {
        let elsewhere = TemporaryDirectory()
        let registry = Registry(root: elsewhere.path)
        try Self.publishEmbedder(1, in: registry)
        let server = try TestServer()
        try Self.publishScorer(in: server.registry, by: registry)
        try TestModel.promote(2, in: server.registry)
        try server.wait { reason(server).contains("there is no model `behaviour`") }
        #expect(server.daemon.store.slots[0].current?.version == 1)
        _ = try server.registry.pull("behaviour", from: registry)
        try server.wait { server.daemon.store.slots[0].current?.version == 2 }
    }

    @Test func aScorerWithAnotherEmbedderIsRefused() throws {
        let elsewhere = TemporaryDirectory()
        let registry = Registry(root: elsewhere.path)
        try Self.publishEmbedder(1, in: registry)
        let server = try TestServer()
        try Self.publishEmbedder(2, in: server.registry)
        try Self.publishScorer(in: server.registry, by: registry)
        try TestModel.promote(2, in: server.registry)
        try server.wait { reason(server).contains("is not the embedder that it was made with") }
        #expect(server.daemon.store.slots[0].current?.version == 1)
    }

    /// What a manifest does not require, its version does not get.
    @Test func anEmbedderThatIsNotRequiredIsNotTaken() throws {
        let server = try TestServer(intercepts: [])
        try Self.publishEmbedder(1, in: server.registry)
        try Self.publishScorer(in: server.registry, requires: false)
        try TestModel.promote(1, in: server.registry)
        try server.wait { reason(server).contains("is not the embedder that it was made with") }
        #expect(!server.daemon.store.isReady)
    }
}
