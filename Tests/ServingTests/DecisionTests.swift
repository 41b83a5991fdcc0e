import Features
import Models
import Registry
import Scoring
import Storage
import TestKit
import Testing

@testable import Serving

/// Names of answers, and the log of them.
@Suite struct DecisionTests {
    /// A daemon that keeps its decisions, and the key of its pseudonyms.
    private static func logging(
        hasInputs: Bool = false, hasFeatures: Bool = true
    ) throws -> (server: TestServer, key: PseudonymKey, file: String) {
        let folder = TemporaryDirectory()
        let key = try PseudonymKey.loadOrCreate(at: folder.path + "/key")
        let server = try TestServer(hasFeatures: hasFeatures) { configuration in
            var logging = DecisionLogging(
                file: FileSystem.parent(of: configuration.registry.root) + "/decisions", key: key)
            logging.hasInputs = hasInputs
            configuration.decisions = logging
        }
        return (server, key, server.directory.path + "/decisions")
    }

    private static func lines(_ file: String) throws -> [[UInt8]] {
        try FileSystem.read(file).split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    private static let asOf = "2026-02-01T00:00:00Z"
    private static let question = """
        {"entity": "customer:7", "asOf": "\(asOf)", "events": [
        {"id": "a", "source": "shop", "type": "purchase", "subject": "customer:7",
        "time": "2026-01-02T00:00:00Z", "data": {"amount": 12.5}}]}
        """

    private func row(_ parameters: String, count: Int = 1) -> String {
        func data(_ value: String) -> String {
            Array(repeating: value, count: count).joined(separator: ",")
        }
        return """
            {"parameters":{\(parameters)},"inputs":[
            {"name":"frequency","shape":[\(count)],"datatype":"INT64","data":[\(data("3"))]},
            {"name":"recency","shape":[\(count)],"datatype":"FP64","data":[\(data("12.5"))]},
            {"name":"region","shape":[\(count)],"datatype":"BYTES","data":[\(data("\"nowhere\""))]}]}
            """
    }

    @Test func everyAnswerSaysWhatItComesFrom() throws {
        let server = try TestServer()
        let client = try server.client()
        let digest = try server.registry.model(TestModel.name).manifest(version: 1).digest
        let identity = DecisionIdentity(version: digest)
        let score = try client.request("POST", "/v1/score", Self.question).members
        #expect(score["alias"]?.string == "production" && score["digest"]?.string == "\(digest)")
        let inputs = [1, 30, .nan]
        let asOf = try Instant(Self.asOf)
        #expect(
            score["decision_id"]?.string
                == "\(identity.decision(entity: "customer:7", asOf: asOf, ofInputs: inputs.span))")
        let infer = try client.request("POST", "/v2/models/\(TestModel.name)/infer", TestModel.inferBody)
        let parameters = try #require(infer.members["parameters"]).members
        let row = [3, 12.5, 0]
        let id = "\(identity.decision(entity: "", asOf: nil, ofInputs: row.span))"
        #expect(parameters["decision_id"]?.string == id && parameters["digest"]?.string == "\(digest)")
        #expect(parameters["alias"]?.string == "production")
        let frame = """
            {"dataframe_split": {"columns": ["frequency", "recency", "region"], "data": [[3, 12.5, "east"]]}}
            """
        let metadata = try #require(
            try client.request("POST", "/invocations", frame).members["metadata"]
        ).members
        #expect(metadata["decision_id"]?.string == id && metadata["model_version"]?.string == "1")
        #expect(metadata["model_name"]?.string == TestModel.name)
    }

    /// What is kept is what was answered, about a pseudonym, once for each lead and for nobody else.
    @Test func keepsWhatIsAnsweredAboutLeads() throws {
        let (server, key, file) = try Self.logging()
        let client = try server.client()
        let answer = try client.request("POST", "/v1/score", Self.question).members
        let parameters = "\"entity\": \"customer:8\", \"as_of\": \"2026-03-01T00:00:00.25Z\""
        let path = "/v2/models/\(TestModel.name)/infer"
        let inferred = try client.request("POST", path, row(parameters)).members
        _ = try client.request("POST", path, TestModel.inferBody)
        _ = try client.request("POST", path, row("\"as_of\": \"\(Self.asOf)\""))
        #expect(server.daemon.drain(within: .seconds(60)))
        let lines = try Self.lines(file)
        #expect(lines.count == 2)
        let records = try lines.map { try CanonicalJSON.decode(DecisionRecord.self, from: $0, file: "log") }
        #expect(records.map(\.entity) == ["customer:7", "customer:8"].map(key.pseudonym))
        #expect(records.map { "\($0.asOf)" } == [Self.asOf, "2026-03-01T00:00:00.250000Z"])
        #expect(records[0].decisionId == answer["decision_id"]?.string)
        #expect(records[0].probability == answer["probability"]?.number)
        #expect(records[0].logit == answer["logit"]?.number)
        #expect(records[1].decisionId == inferred["parameters"]?.members["decision_id"]?.string)
        let digest = try server.registry.model(TestModel.name).manifest(version: 1).digest
        #expect(records.allSatisfy { $0.digest == "\(digest)" && $0.version == 1 && $0.variant == nil })
        let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
        #expect(!text.contains("customer:") && !text.contains("inputs"))
        // As a value: the time of a line may have these digits, too.
        #expect(!text.contains("\":12.5") && !text.contains("[12.5"))
        #expect(server.log.lines.allSatisfy { !$0.contains("customer:") })
    }

    @Test func keepsInputsWhereItIsToldTo() throws {
        let (server, _, file) = try Self.logging(hasInputs: true)
        let client = try server.client()
        _ = try client.request("POST", "/v1/score", Self.question)
        _ = try client.request(
            "POST", "/v2/models/\(TestModel.name)/infer", row("\"entity\": \"customer:8\""))
        #expect(server.daemon.drain(within: .seconds(60)))
        let inputs = try Self.lines(file).map { line in
            try #require(try JSONDocument(parsing: line).root.members["inputs"]).members
        }
        #expect(inputs[0]["frequency"]?.number == 1 && inputs[0]["region"]?.isNull == true)
        // The model does not know the region.
        #expect(inputs[1]["recency"]?.number == 12.5 && inputs[1]["region"]?.string == "")
    }

    /// The same question has one id, however it is asked.
    @Test func oneQuestionHasOneId() throws {
        let (server, _, _) = try Self.logging()
        let client = try server.client()
        func id(_ body: String, _ path: String) throws -> String? {
            let members = try client.request("POST", path, body).members
            return members["decision_id"]?.string ?? members["parameters"]?.members["decision_id"]?.string
        }
        let infer = "/v2/models/\(TestModel.name)/infer"
        let events = try id(Self.question, "/v1/score")
        #expect(try events == id(Self.question, "/v1/score") && events?.utf8.count == 64)
        let asRow = row("\"entity\": \"customer:7\", \"as_of\": \"\(Self.asOf)\"")
            .replacing("[3]", with: "[1]").replacing("[12.5]", with: "[30]")
            .replacing("\"nowhere\"", with: "null")
        #expect(try events == id(asRow, infer))
        #expect(try id(asRow.replacing("customer:7", with: "customer:9"), infer) != events)
        #expect(try id(asRow.replacing("2026-02-01", with: "2026-02-02"), infer) != events)
    }

    @Test(arguments: [
        ("\"entity\": 7", "'parameters.entity' is a number"),
        ("\"entity\": \"seven\"", "'parameters.entity' is not 'namespace:id'"),
        ("\"entity\": \"lead:7\"", "'parameters.entity' is not of the namespace 'customer'"),
        ("\"entity\": \"customer:7\", \"as_of\": \"today\"", "'parameters.as_of' is not a time"),
    ])
    func aLeadIsNamedRightly(parameters: String, error: String) throws {
        let server = try TestServer()
        let reply = try server.client().request(
            "POST", "/v2/models/\(TestModel.name)/infer", row(parameters))
        #expect(reply.status == 400 && reply.error.hasPrefix(error), "\(reply.error)")
    }

    @Test func aBatchIsNotOneLead() throws {
        let server = try TestServer()
        let reply = try server.client().request(
            "POST", "/v2/models/\(TestModel.name)/infer", row("\"entity\": \"customer:7\"", count: 2))
        #expect(reply.status == 400 && reply.error.contains("there are 2 rows"), "\(reply.error)")
    }

    @Test func aModelOfRowsIsAskedAboutAnybody() throws {
        let (server, key, file) = try Self.logging(hasFeatures: false)
        let reply = try server.client().request(
            "POST", "/v2/models/\(TestModel.name)/infer", row("\"entity\": \"deal:7\""))
        #expect(reply.status == 200, "\(reply.error)")
        #expect(server.daemon.drain(within: .seconds(60)))
        let record = try CanonicalJSON.decode(
            DecisionRecord.self, from: #require(try Self.lines(file).first), file: "log")
        #expect(record.entity == key.pseudonym("deal:7"))
    }

    @Test func metricsCountLines() throws {
        let (server, _, _) = try Self.logging()
        let client = try server.client()
        for _ in 0..<3 { _ = try client.request("POST", "/v1/score", Self.question) }
        try server.wait {
            try client.request("GET", "/metrics").text.contains("\nleadline_decisions_written_total 3\n")
        }
        #expect(try client.request("GET", "/metrics").text.contains("\nleadline_decisions_dropped_total 0\n"))
        let silent = try TestServer()
        #expect(try !silent.client().request("GET", "/metrics").text.contains("decisions"))
    }

    @Test func aLogThatCannotBeWrittenKeepsTheDaemonFromStarting() throws {
        let key = try PseudonymKey.loadOrCreate(at: TemporaryDirectory().path + "/key")
        let error = #expect(throws: ServingError.self) {
            try TestServer { $0.decisions = DecisionLogging(file: "/nowhere/decisions", key: key) }
        }
        #expect(error.map { "\($0)" }?.contains("/nowhere/decisions") == true)
    }
}
