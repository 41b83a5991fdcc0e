import Features
import Registry
import Storage
import TestKit
import Testing

@testable import Serving

/// Explanations beside versions that are tried: of the version that scores.
@Suite struct ExplainRouteTests {
    private static let origin = [
        "model_name", "model_version", "alias", "digest", "variant", "decision_id",
    ]

    private static func rows(of lead: String) -> (infer: String, explain: String) {
        (
            #"{"parameters": {"entity": "\#(lead)", "as_of": "2026-02-01T00:00:00Z"}, "#
                + TestModel.inferBody.dropFirst(),
            #"{"entity": "\#(lead)", "asOf": "2026-02-01T00:00:00Z", "row":{"frequency":3,"recency":12.5,"region":"east"}}"#
        )
    }

    /// Whatever is asked about a lead, by events or by a row, is explained by the version that scores it, under the same name.
    @Test(arguments: [false, true]) func explainsTheVersionThatScores(isLogged: Bool) throws {
        let folder = TemporaryDirectory()
        let key = try PseudonymKey.loadOrCreate(at: folder.path + "/key")
        let file = folder.path + "/decisions"
        let server = try VariantTests.server { configuration in
            configuration.models[0].canary = try VariantTests.canary(50)
            if isLogged { configuration.decisions = DecisionLogging(file: file, key: key) }
        }
        let client = try server.client()
        var variants: [String] = []
        for number in 0..<24 {
            let lead = "customer:\(number)"
            let question = VariantTests.question(lead)
            let scored = try client.request("POST", "/v1/score", question).members
            let explained = try client.request("POST", "/v1/explain", question).members
            for name in Self.origin + ["entity", "asOf"] {
                let text = scored[name]?.string
                #expect(text != nil && explained[name]?.string == text, "\(name) of \(lead)")
            }
            #expect(explained["logit"]?.number == scored["logit"]?.number)
            variants.append(scored["variant"]?.string ?? "")
            let rows = Self.rows(of: lead)
            let infer = "/v2/models/\(TestModel.name)/infer"
            let inferred = try client.request("POST", infer, rows.infer).members
            let parameters = try #require(inferred["parameters"]?.members)
            let row = try client.request("POST", "/v1/explain", rows.explain).members
            for name in Self.origin {
                let text = (inferred[name] ?? parameters[name])?.string
                #expect(text != nil && row[name]?.string == text, "\(name) of a row of \(lead)")
            }
            #expect(row["entity"]?.string == lead && row["asOf"]?.string == "2026-02-01T00:00:00Z")
        }
        #expect(Set(variants) == ["canary", "champion"])
        // A version that is asked for answers, whosever the lead is.
        let canary = try #require(variants.firstIndex(of: "canary"))
        let pinned = try client.request(
            "POST", "/v1/explain", VariantTests.question("customer:\(canary)", #""version": 1, "#)
        ).members
        #expect(pinned["model_version"]?.string == "1" && pinned["variant"]?.string == "champion")
        // Explanations are neither scores nor decisions that are logged.
        let counts = server.daemon.metrics.models.reduce(into: ModelCounts()) { $0 += $1.counts }
        #expect(counts.successes == 48 && counts.explanations == 49 && counts.failures == [0, 0])
        #expect(server.daemon.drain(within: .seconds(60)))
        if isLogged {
            #expect(try FileSystem.read(file).count { $0 == UInt8(ascii: "\n") } == 48)
        }
    }

    /// What the canary cannot score the champion does, and so it explains it.
    @Test func whatTheCanaryCannotAnswerTheChampionExplains() throws {
        let server = try VariantTests.server(hasFeatures: false) {
            $0.models[0].canary = try VariantTests.canary(100)
        }
        let client = try server.client()
        let question = VariantTests.question("customer:1")
        for path in ["/v1/score", "/v1/explain"] {
            let reply = try client.request("POST", path, question)
            #expect(reply.status == 200 && reply.members["variant"]?.string == "champion", "\(reply.text)")
        }
        // A row it can.
        let row = try client.request("POST", "/v1/explain", Self.rows(of: "customer:1").explain).members
        #expect(row["variant"]?.string == "canary" && row["model_version"]?.string == "2")
        #expect(
            server.daemon.metrics.models.allSatisfy {
                $0.counts.failures == [0, 0] || $0.labels.version == "2"
            })
    }

    /// Rows without a name are the champion's, and have the name that infer gives them.
    @Test func rowsOfNobodyAreTheChampions() throws {
        let server = try VariantTests.server { $0.models[0].canary = try VariantTests.canary(100) }
        let client = try server.client()
        let row = #"{"row":{"frequency":3,"recency":12.5,"region":"east"}}"#
        let explained = try client.request("POST", "/v1/explain", row).members
        let inferred = try client.request("POST", "/v2/models/\(TestModel.name)/infer", TestModel.inferBody)
        #expect(explained["variant"]?.string == "champion" && explained["entity"] == nil)
        #expect(explained["asOf"] == nil)
        #expect(
            explained["decision_id"]?.string
                == inferred.members["parameters"]?.members["decision_id"]?.string)
    }

    @Test(arguments: [
        (#""entity":"lead:7""#, "'entity' is not of the namespace 'customer'"),
        (#""entity":"seven""#, "'entity' is not 'namespace:id'"),
        (#""asOf":"today""#, "'asOf' is not a time"),
    ])
    func aRowNamesItsLeadRightly(member: String, error: String) throws {
        let server = try TestServer()
        let reply = try server.client().request(
            "POST", "/v1/explain", #"{\#(member),"row":{"frequency":3,"recency":12.5,"region":"east"}}"#)
        #expect(reply.status == 400 && reply.error.hasPrefix(error), "\(reply.error)")
    }
}
