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
}
