import Features
import Registry
import Storage
import TestKit
import Testing

@testable import Serving

/// Leads that were answered by the fallback are in the log of decisions: somebody has to look at each.
@Suite struct FallbackLogTests {
    let directory = TemporaryDirectory()
    private var file: String { directory.path + "/decisions" }
    private let infer = "/v2/models/\(TestModel.name)/infer"

    private func server(
        _ intercepts: [Double], _ key: PseudonymKey, breaker: BreakerPolicy? = nil
    ) throws -> TestServer {
        let path = file
        return try TestServer(intercepts: intercepts) { configuration in
            configuration.decisions = DecisionLogging(file: path, key: key)
            configuration.models[0].fallback = FallbackPolicy(probability: 0.05)
            configuration.models[0].breaker = breaker
        }
    }

    private func lines() throws -> [[String: JSONNode]] {
        try FileSystem.read(file).split(separator: UInt8(ascii: "\n")).map {
            try JSONDocument(parsing: Array($0)).root.members
        }
    }

    private func row(_ parameters: String) -> String {
        #"{"parameters": {\#(parameters)}, "# + TestModel.inferBody.dropFirst()
    }

    @Test func eachLeadWithoutAModelHasALine() throws {
        let key = try PseudonymKey.loadOrCreate(at: directory.path + "/key")
        let server = try server([], key)
        let client = try server.client()
        let scored = try client.request("POST", "/v1/score", VariantTests.question("customer:1"))
        #expect(scored.status == 200 && scored.members["alias"]?.string == "production", "\(scored.text)")
        // The events alone say who it is, and when is now.
        let events = VariantTests.question("customer:2").replacing(
            #""entity": "customer:2", "asOf": "2026-02-01T00:00:00Z", "#, with: "")
        let unnamed = try client.request("POST", "/v1/score", events).members
        #expect(unnamed["entity"]?.string == "customer:2")
        let asOf = try #require(unnamed["asOf"]?.string)
        let inferred = try client.request(
            "POST", infer, row(#""entity": "customer:3", "as_of": "2026-03-01T00:00:00Z""#)
        ).members["parameters"]?.members
        #expect(inferred?["fallback"]?.string == "not_ready" && inferred?["alias"]?.string == "production")
        // Nobody is named.
        #expect(try client.request("POST", infer, TestModel.inferBody).status == 200)
        let two = VariantTests.question("customer:1").replacing(
            #""subject": "customer:1""#, with: #""subject": "account:9""#
        )
        .replacing(#""entity": "customer:1", "#, with: "")
        .replacing(
            "[",
            with:
                #"[{"id":"b","source":"s","type":"t","subject":"customer:1","time":"2026-01-01T00:00:00Z"},"#)
        #expect(try client.request("POST", "/v1/score", two).status == 200)
        let frame = #"{"dataframe_split":{"columns":["region"],"data":[[null]]}}"#
        let metadata = try client.request("POST", "/invocations", frame).members["metadata"]?.members
        #expect(
            metadata?["model_name"]?.string == TestModel.name && metadata?["alias"]?.string == "production")
        // Two rows are not one lead, as where a model answers.
        let wide = row(#""entity": "customer:4""#).replacing("[1]", with: "[2]").replacing(
            "[3]", with: "[3,3]"
        )
        .replacing("[12.5]", with: "[1,1]").replacing(#"["east"]"#, with: #"["east","east"]"#)
        #expect(try client.request("POST", infer, wide).error.contains("there are 2 rows"))
        try server.wait {
            try client.request("GET", "/metrics").text.contains("\nleadline_decisions_written_total 3\n")
        }
        #expect(server.daemon.drain(within: .seconds(60)))
        let lines = try lines()
        #expect(
            lines.map { $0["entity"]?.string }
                == ["customer:1", "customer:2", "customer:3"].map(key.pseudonym))
        #expect(
            lines.map { $0["asOf"]?.string } == ["2026-02-01T00:00:00Z", asOf, "2026-03-01T00:00:00Z"])
        for line in lines {
            #expect(line["fallback"]?.string == "not_ready" && line["probability"]?.number == 0.05)
            #expect(line["model"]?.string == TestModel.name && line["alias"]?.string == "production")
            #expect(line["time"]?.string != nil && line["decisionId"] == nil && line["version"] == nil)
        }
        let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
        #expect(!text.contains("customer:") && !text.contains("account:"))
    }

    /// While the model is left alone its leads are told as well; before that it decides.
    @Test func eachLeadOfAModelThatIsLeftAloneHasALine() throws {
        let key = try PseudonymKey.loadOrCreate(at: directory.path + "/key")
        let late = BreakerPolicy(slowMilliseconds: 0, failures: 1, windowSeconds: 3_600, coolSeconds: 3_600)
        let server = try server([0.25], key, breaker: late)
        let client = try server.client()
        #expect(
            try client.request("POST", "/v1/score", VariantTests.question("customer:1")).members["fallback"]
                == nil)
        #expect(
            try client.request("POST", "/v1/score", VariantTests.question("customer:2")).members["fallback"]
                != nil)
        #expect(try client.request("POST", infer, row(#""entity": "customer:3""#)).status == 200)
        #expect(server.daemon.drain(within: .seconds(60)))
        let lines = try lines()
        #expect(
            lines.map { $0["entity"]?.string }
                == ["customer:1", "customer:2", "customer:3"].map(key.pseudonym))
        #expect(lines.map { $0["fallback"]?.string } == [nil, "breaker_open", "breaker_open"])
        #expect(lines.map { $0["decisionId"] == nil } == [false, true, true])
    }
}
