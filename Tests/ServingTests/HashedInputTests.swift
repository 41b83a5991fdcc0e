import Features
import Models
import Registry
import Scoring
import Storage
import TestKit
import Testing

@testable import Serving

/// A category whose levels are hashed: no level is new to the daemon, and every door finds the same bucket.
@Suite struct HashedInputTests {
    private static func package(buckets: Int? = 8) throws -> ScorerPackage {
        var package = try TestModel.package(intercept: 0.25)
        package.name = buckets == nil ? "bare" : "hashed"
        let columns =
            [
                DesignColumn(
                    name: "evidence(frequency)", input: 0,
                    encoding: .bins(EvidenceBins(edges: [1, 3], evidence: [-1, 0.5, 0.75], missing: 0.25)))
            ]
            + (0..<(buckets ?? 0)).map {
                DesignColumn(name: "region=#\($0)", input: 1, encoding: .level($0))
            }
        package.model = try LogisticModel(
            encoder: DesignEncoder(
                inputs: [
                    ModelInput(name: "frequency", kind: .number),
                    ModelInput(name: "region", kind: .category, buckets: buckets),
                ], columns: columns, fill: columns.map { _ in 0 }, mean: columns.map { _ in 0 },
                scale: columns.map { _ in 1 }),
            coefficients: columns.indices.map { 1 - 0.25 * Double($0) }, intercept: 0.25)
        let model = package.model
        package.golden = [GoldenRow(inputs: [.number(2), .level("east")], model: model)]
        return package
    }

    private func server() throws -> TestServer {
        let server = try TestServer { configuration in
            _ = try configuration.registry.model("hashed").publish(
                files: Self.package().files(), kind: .scorer, recipeDigest: TestModel.recipe)
            configuration.models.append(ServedModel(champion: try ModelReference(serving: "hashed/1")))
        }
        try server.wait { server.daemon.store.isReady }
        return server
    }

    @Test func everyLevelIsScoredWithoutAWarning() throws {
        let server = try server()
        let model = try Self.package().model
        let levels = ["east", "never seen", "Zürich", "", "#3"]
        let reply = try server.client().request(
            "POST", "/v2/models/hashed/infer",
            """
            {"inputs":[{"name":"frequency","shape":[5],"datatype":"FP64","data":[0,1,2,3,4]},
            {"name":"region","shape":[5],"datatype":"BYTES","data":["east","never seen","Z\\u00fcrich","","#3"]}]}
            """)
        #expect(reply.status == 200 && !reply.text.contains("warnings"), "\(reply.text)")
        let found =
            reply.members["outputs"]?.elements.first { $0.members["name"]?.string == "probability" }?
            .members["data"]?.elements.compactMap(\.number) ?? []
        #expect(
            found
                == levels.enumerated().map { row, level in
                    let slot = InputValue.level(level).slot(input: 1, of: model)
                    return model.score([Double(row), slot].span).probability.value
                })
    }

    /// The first two of many texts in a bucket.
    private static func texts(inBucket bucket: Int) -> [String] {
        let all = (0..<200).lazy.map { "region \($0)" }
        return Array(all.filter { LevelBucket.index(of: $0, count: 8) == bucket }.prefix(2))
    }

    /// A change is told by texts that were sent and offered, not by the buckets that they share.
    @Test func changesAreToldByTheirTexts() throws {
        let server = try server()
        let model = try Self.package().model
        let east = LevelBucket.index(of: "east", count: 8)
        try #require(east != 0)
        // Bucket 0 helps most, and bucket 7 least.
        let (best, worst) = (Self.texts(inBucket: 0), Self.texts(inBucket: 7))
        let leads = [
            (#""row":{"frequency":2,"region":"\#(worst[0])"}"#, worst[0], 7),
            (#""asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)"#, "east", east),
        ]
        for (lead, text, bucket) in leads {
            let reached = model.score([2, 0].span).probability.value
            #expect(model.score([2, Double(bucket)].span).probability.value < reached)
            for (target, member) in [(reached, "answers"), (0.999_999, "nearest")] {
                let reply = try server.client().request(
                    "POST", "/v1/explain",
                    """
                    {"model":"hashed",\(lead),"change":{"to":\(target),
                    "offered":{"region":["\(worst[1])","\(best[1])","\(best[0])"]}}}
                    """)
                #expect(reply.status == 200, "\(reply.text)")
                let change = try #require(reply.members["change"]?.members)
                let answer = try #require(change["answers"]?.elements.first ?? change["nearest"])
                #expect(change[member] != nil && answer.members["probability"]?.number == reached)
                let changes = try #require(answer.members["changes"]?.elements)
                #expect(changes.map { $0.members["from"]?.string } == [text])
                #expect(changes.map { $0.members["to"]?.string } == [best[1]])
            }
        }
    }

    /// A category that is neither hashed nor has a level has none to offer: the remedy is another.
    @Test func aCategoryWithoutLevelsIsLeftOut() throws {
        let server = try TestServer { configuration in
            _ = try configuration.registry.model("bare").publish(
                files: Self.package(buckets: nil).files(), kind: .scorer, recipeDigest: TestModel.recipe)
            configuration.models.append(ServedModel(champion: try ModelReference(serving: "bare/1")))
        }
        try server.wait { server.daemon.store.isReady }
        let reply = try server.client().request(
            "POST", "/v1/explain",
            """
            {"model":"bare","row":{"frequency":2,"region":null},
            "change":{"to":0.9,"offered":{"region":["east"]}}}
            """)
        #expect(reply.status == 400 && reply.error.contains("leave 'region' out"), "\(reply.text)")
    }

    @Test func eventsFindTheSameBucket() throws {
        let server = try server()
        let reply = try server.client().request(
            "POST", "/v1/score",
            #"{"model":"hashed","asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)}"#)
        let warnings = reply.members["warnings"]?.elements.compactMap(\.string) ?? []
        #expect(reply.status == 200 && !warnings.contains { $0.contains("region") }, "\(reply.text)")
        let model = try Self.package().model
        let slot = Double(LevelBucket.index(of: "east", count: 8))
        let explanation = model.explain([2, slot].span)
        #expect(reply.members["probability"]?.number == explanation.score.probability.value)
    }
}
