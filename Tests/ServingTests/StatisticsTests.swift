import TestKit
import Testing

@testable import Serving

/// The protocol's statistics are the numbers of the metrics.
@Suite struct StatisticsTests {
    private func figures(_ node: JSONNode) -> (count: Int?, nanoseconds: Int?) {
        (node.members["count"]?.integer, node.members["ns"]?.integer)
    }

    @Test func areThoseOfTheMetrics() throws {
        let server = try VariantTests.server { $0.models[0].canary = try VariantTests.canary(0) }
        let client = try server.client()
        let path = "/v2/models/\(TestModel.name)"
        for _ in 0..<3 { _ = try client.request("POST", path + "/infer", TestModel.inferBody) }
        _ = try client.request("POST", path + "/versions/2/infer", TestModel.inferBody)
        _ = try client.request("POST", path + "/infer", "{}")
        let all = try client.request("GET", "/v2/models/stats").members
        let stats = try #require(all["model_stats"]).elements.map(\.members)
        #expect(stats.map { $0["version"]?.string } == ["1", "2"])
        #expect(stats.map { $0["inference_count"]?.integer } == [3, 1])
        #expect(stats.map { $0["execution_count"]?.integer } == [3, 1])
        #expect(stats.allSatisfy { $0["last_inference"]?.integer.map { $0 > 1_700_000_000_000 } == true })
        let parts = try #require(stats[0]["inference_stats"]).members
        #expect(parts.keys.sorted() == ModelStatistics.parts.sorted())
        let success = figures(try #require(parts["success"]))
        #expect(success.count == 3 && success.nanoseconds.map { $0 > 0 } == true)
        #expect(figures(try #require(parts["fail"])).count == 1)
        let infer = figures(try #require(parts["compute_infer"]))
        #expect(infer.count == 3 && infer.nanoseconds == success.nanoseconds)
        let metrics = try client.request("GET", "/metrics").text
        #expect(
            metrics.contains(
                #"model_infer_rows_total{model_name="\#(TestModel.name)",model_version="1","#
                    + #"alias="production",variant="champion"} 3"#))
        let one = try client.request("GET", path + "/stats").members["model_stats"]?.elements
        #expect(one?.count == 2)
        let second = try client.request("GET", path + "/versions/2/stats").members["model_stats"]?.elements
        #expect(second?.map { $0.members["version"]?.string } == ["2"])
        #expect(try client.request("GET", path + "/versions/9/stats").status == 404)
        #expect(try client.request("GET", "/v2/models/other/stats").status == 404)
        #expect(try client.request("GET", "/v2").text.contains("\"statistics\""))
    }

    /// The failures of a version, by the reason's place.
    private func failures(_ server: TestServer, version: Int?, _ variant: ModelVariant) -> [Int] {
        var sum = [0, 0]
        for (labels, counts) in server.daemon.metrics.models
        where labels.version == version.map({ "\($0)" }) ?? "" && labels.variant == variant {
            for index in sum.indices { sum[index] += counts.failures[index] }
        }
        return sum
    }

    /// Whatever was asked for scores and got none is counted against the version it was for, and nothing else is.
    @Test func failuresAreThoseOfTheVersionThatWasAsked() throws {
        let directory = TemporaryDirectory()
        let file = directory.path + "/keys"
        let score = try AccessKeys.create(name: "score", file: file)
        let slow = try AccessKeys.create(name: "slow", requestsPerSecond: 1, file: file)
        let other = try AccessKeys.create(name: "other", roles: [.explain], file: file)
        let keys = try AccessKeys(file: file)
        let server = try VariantTests.server {
            $0.models[0].canary = try VariantTests.canary(0)
            $0.access = .keys(keys)
        }
        let client = try server.client()
        let path = "/v2/models/\(TestModel.name)"
        func status(_ path: String, _ body: String, _ key: String) throws -> Int {
            try client.request("POST", path, body, headers: ["Authorization: Bearer \(key)"]).status
        }
        // Not let in, or by another way: no version has seen these.
        #expect(try status(path + "/infer", TestModel.inferBody, "guess") == 401)
        #expect(try status(path + "/infer", TestModel.inferBody, other) == 403)
        var statuses: [Int] = []
        while !statuses.contains(429), statuses.count < 1_000 {
            statuses.append(try status(path + "/infer", TestModel.inferBody, slow))
        }
        #expect(statuses.last == 429)
        #expect(
            try client.request("GET", path + "/infer", headers: ["Authorization: Bearer \(score)"]).status
                == 405)
        #expect(failures(server, version: 1, .champion) == [0, 0])
        // The champion's.
        #expect(try status(path + "/infer", "{}", score) == 400)
        #expect(try status("/invocations", "{}", score) == 400)
        #expect(try status("/v1/score", "[]", score) == 400)
        #expect(try status("/v1/score", #"{"entity": 1}"#, score) == 400)
        #expect(try status("/v1/score", #"{"entity": "shop:1", "events": []}"#, score) == 400)
        #expect(failures(server, version: 1, .champion) == [4, 0])
        // Another model's is nobody's, and so is what is no JSON.
        #expect(try status("/v1/score", "{", score) == 400)
        #expect(try status("/v1/score", #"{"model": "other", "events": 1}"#, score) == 400)
        #expect(failures(server, version: 1, .champion) == [4, 0])
        // The pinned version's, and that of one that is not there.
        #expect(try status(path + "/versions/2/infer", "{}", score) == 400)
        #expect(try status("/v1/score", #"{"version": 2, "entity": "shop:1", "events": []}"#, score) == 400)
        #expect(try status(path + "/versions/9/infer", TestModel.inferBody, score) == 404)
        #expect(failures(server, version: 1, .champion) == [4, 0])
        #expect(failures(server, version: 2, .canary) == [2, 0])
        #expect(failures(server, version: nil, .champion) == [1, 0])
    }

    /// What no version could answer is the server's.
    @Test func aModelWithoutAVersionFailsByItself() throws {
        let server = try TestServer(intercepts: [])
        let client = try server.client()
        #expect(
            try client.request("POST", "/v2/models/\(TestModel.name)/infer", TestModel.inferBody).status
                == 503)
        let lead = #"{"entity":"customer:7","events":[]}"#
        #expect(try client.request("POST", "/v1/score", lead).status == 503)
        #expect(failures(server, version: nil, .champion) == [0, 2])
    }

    /// A model of rows that is sent events was asked for the wrong thing.
    @Test func whatAModelCannotDoIsTheClientsFault() throws {
        let server = try TestServer(hasFeatures: false)
        let lead = #"{"entity":"customer:7","events":[]}"#
        #expect(try server.client().request("POST", "/v1/score", lead).status == 501)
        #expect(failures(server, version: 1, .champion) == [1, 0])
    }
}
