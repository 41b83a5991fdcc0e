import Glibc
import Registry
import Storage
import Synchronization
import TestKit
import Testing

@testable import Serving

@Suite struct TracingTests {
    private let infer = "/v2/models/repeat-purchase/infer"
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let span = "b7ad6b7169203331"

    private func server(
        _ collector: CollectorStub, sample: Double = 0, change: (inout TraceConfiguration) -> Void = { _ in }
    ) throws -> TestServer {
        var configuration = try collector.configuration
        configuration.sample = sample
        change(&configuration)
        return try TestServer { $0.traces = configuration }
    }

    private func parent(isSampled: Bool) -> String {
        "traceparent: 00-\(Self.trace)-\(Self.span)-\(isSampled ? "01" : "00")"
    }

    @Test func aSampledRequestIsToldWithItsPhases() throws {
        let collector = try CollectorStub()
        let server = try server(collector)
        let reply = try server.client().request(
            "POST", infer, TestModel.inferBody,
            headers: [parent(isSampled: true), "tracestate: rojo=00f067aa0ba902b7"])
        #expect(reply.status == 200)
        let answered = try #require(
            reply.headers["traceparent"].flatMap {
                TraceContext(parent: $0, state: reply.headers["tracestate"])
            })
        #expect(answered.traceDigits == Self.trace && answered.isSampled)
        #expect(TraceContext.digits(answered.span) != Self.span)
        #expect(answered.state == "rojo=00f067aa0ba902b7")
        try server.wait { try collector.spans().count >= 4 }
        let spans = try collector.spans()
        #expect(
            spans.map { $0["name"]?.string } == ["POST /v2/models/{model}/infer", "parse", "score", "write"])
        #expect(spans.allSatisfy { $0["traceId"]?.string == Self.trace })
        #expect(Set(spans.map { $0["spanId"]?.string }).count == 4)
        let root = spans[0]
        #expect(root["parentSpanId"]?.string == Self.span && root["kind"]?.integer == 2)
        #expect(root["spanId"]?.string == TraceContext.digits(answered.span))
        #expect(root["traceState"]?.string == "rojo=00f067aa0ba902b7")
        #expect(spans[1...].allSatisfy { $0["parentSpanId"]?.string == root["spanId"]?.string })
        func times(_ span: [String: JSONNode]) throws -> (Int, Int) {
            (
                try #require(span["startTimeUnixNano"]?.string.flatMap { Int($0) }),
                try #require(span["endTimeUnixNano"]?.string.flatMap { Int($0) })
            )
        }
        let whole = try times(root)
        for span in spans[1...] {
            let part = try times(span)
            #expect(whole.0 <= part.0 && part.0 <= part.1 && part.1 <= whole.1)
        }
        let attributes = try #require(root["attributes"]).elements.map(\.members)
        func value(_ key: String) -> String? {
            let value = attributes.first { $0["key"]?.string == key }?["value"]?.members
            return value?["stringValue"]?.string ?? value?["intValue"]?.string
        }
        #expect(value("http.route") == "/v2/models/{model}/infer")
        #expect(value("http.response.status_code") == "200")
        #expect(value("leadline.model.version") == "1" && value("leadline.model.variant") == "champion")
        #expect(root["events"]?.elements.first?.members["name"]?.string == "feature_flag.evaluation")
        #expect(root["status"] == nil)
        // Neither the row nor the answer's numbers.
        let body = String(decoding: try #require(collector.bodies.first), as: UTF8.self)
        #expect(!body.contains("east") && !body.contains("12.5"))
        let expected = try TestModel.probability(intercept: 0.25)
        #expect(!body.contains("\(expected)"))
    }

    @Test func scoringEventsTellsItsFeatures() throws {
        let collector = try CollectorStub()
        let server = try server(collector)
        let body = #"{"asOf":"2026-02-01T00:00:00Z","events":\#(ScoreTests.events)}"#
        for path in ["/v1/score", "/v1/explain"] {
            let reply = try server.client().request("POST", path, body, headers: [parent(isSampled: true)])
            #expect(reply.status == 200)
        }
        try server.wait { try collector.spans().count >= 10 }
        #expect(
            try collector.spans().map { $0["name"]?.string } == [
                "POST /v1/score", "parse", "features", "score", "write",
                "POST /v1/explain", "parse", "features", "score", "write",
            ])
        #expect(
            !collector.bodies.contains { String(decoding: $0, as: UTF8.self).contains("customer") })
    }

    /// One id leads from the span to the log of decisions, and the trace's from there to the span.
    @Test func anAnswersNameIsThatOfItsDecision() throws {
        let collector = try CollectorStub()
        let folder = TemporaryDirectory()
        let key = try PseudonymKey.loadOrCreate(at: folder.path + "/key")
        let configuration = try collector.configuration
        let server = try TestServer {
            $0.traces = configuration
            $0.decisions = DecisionLogging(file: folder.path + "/decisions", key: key)
        }
        let client = try server.client()
        let row = #"{"parameters": {"entity": "customer:8"}, "# + TestModel.inferBody.dropFirst()
        let requests = [
            ("/v1/score", VariantTests.question("customer:7")), (infer, row), (infer, TestModel.inferBody),
            ("/v1/explain", VariantTests.question("customer:7")),
        ]
        let ids = try requests.map { path, body in
            let reply = try client.request("POST", path, body, headers: [parent(isSampled: true)])
            let members = reply.members
            return try #require(
                (members["decision_id"] ?? members["parameters"]?.members["decision_id"])?.string)
        }
        // Of a request that is not recorded the line names no trace.
        _ = try client.request("POST", "/v1/score", VariantTests.question("customer:9"))
        func told() throws -> [String] {
            try collector.spans().compactMap { span in
                span["attributes"]?.elements.map(\.members).first {
                    $0["key"]?.string == "leadline.decision.id"
                }?["value"]?.members["stringValue"]?.string
            }
        }
        try server.wait { try told().count >= 4 }
        #expect(try told() == ids && ids[0] == ids[3])
        #expect(server.daemon.drain(within: .seconds(60)))
        let lines = try FileSystem.read(folder.path + "/decisions").split(separator: UInt8(ascii: "\n")).map {
            try JSONDocument(parsing: Array($0)).root.members
        }
        #expect(lines.map { $0["traceId"]?.string } == [Self.trace, Self.trace, nil])
        #expect(lines.prefix(2).map { $0["decisionId"]?.string } == ids.prefix(2).map { $0 })
    }

    /// Without pseudonyms an answer's name is a hash over the lead's own, and is told to nobody but who asked.
    @Test func anAnswerAboutALeadHasNoNameWithoutPseudonyms() throws {
        let collector = try CollectorStub()
        let server = try server(collector)
        let client = try server.client()
        let row = #"{"parameters": {"entity": "customer:8"}, "# + TestModel.inferBody.dropFirst()
        let ids = try [
            ("/v1/score", VariantTests.question("customer:7")), (infer, row),
            ("/v1/explain", VariantTests.question("customer:7")), (infer, TestModel.inferBody),
        ].map { path, body in
            let reply = try client.request("POST", path, body, headers: [parent(isSampled: true)])
            let members = reply.members
            return try #require(
                (members["decision_id"] ?? members["parameters"]?.members["decision_id"])?.string)
        }
        // The last one names nobody.
        func bodies() -> String { collector.bodies.map { String(decoding: $0, as: UTF8.self) }.joined() }
        try server.wait { bodies().contains(ids[3]) }
        let text = bodies()
        #expect(text.contains("POST /v1/score") && text.contains("POST /v1/explain"))
        for id in ids.prefix(3) { #expect(!text.contains(id)) }
        #expect(!text.contains("customer") && !text.contains("feature_flag.context.id"))
    }

    @Test func whoeverAskedDecides() throws {
        let collector = try CollectorStub()
        let server = try server(collector, sample: 1)
        let passed = try server.client().request("GET", "/v2", headers: [parent(isSampled: false)])
        let context = try #require(
            passed.headers["traceparent"].flatMap { TraceContext(parent: $0, state: nil) })
        #expect(context.traceDigits == Self.trace && !context.isSampled)
        // Malformed, it is as if it was not there: the share is drawn, and here all are.
        let other = try server.client().request(
            "GET", "/v2", headers: ["traceparent: 00-x-y-01", "tracestate: a=b"])
        let begun = try #require(
            other.headers["traceparent"].flatMap { TraceContext(parent: $0, state: nil) })
        #expect(begun.traceDigits != Self.trace && begun.isSampled && other.headers["tracestate"] == nil)
        // The looks at readiness are recorded, too.
        func asked() throws -> [[String: JSONNode]] {
            try collector.spans().filter { $0["name"]?.string == "GET /v2" }
        }
        try server.wait { try !asked().isEmpty }
        let spans = try asked()
        #expect(spans.count == 1 && spans[0]["parentSpanId"] == nil)
    }

    @Test func refusalsNameTheirTraceInTheLog() throws {
        let collector = try CollectorStub()
        let server = try server(collector)
        let reply = try server.client().request("POST", infer, "{}", headers: [parent(isSampled: true)])
        #expect(reply.status == 400)
        #expect(
            server.log.lines.contains {
                $0.contains("request.refused") && $0.contains(Self.trace) && $0.contains("\"status\":\"400\"")
            })
        let missing = try server.client().request(
            "GET", "/customer:7", headers: [parent(isSampled: true)])
        #expect(missing.status == 404)
        try server.wait { try collector.spans().contains { $0["name"]?.string == "GET" } }
        #expect(
            !collector.bodies.contains { String(decoding: $0, as: UTF8.self).contains("customer") })
    }

    @Test func nothingIsSaidWhereNothingIsTraced() throws {
        let server = try TestServer()
        let reply = try server.client().request("GET", "/v2", headers: [parent(isSampled: true)])
        #expect(reply.status == 200 && reply.headers["traceparent"] == nil)
        #expect(try !server.client().request("GET", "/metrics").text.contains("leadline_traces"))
    }

    @Test func aShareIsDrawn() throws {
        let collector = try CollectorStub()
        var configuration = try collector.configuration
        configuration.sample = 0.25
        let tracer = Tracer(configuration, service: "s", version: "1", log: ServingLog { _ in })
        defer { tracer.stop() }
        var drawn = 0
        for _ in 0..<20_000 where tracer.begin(nil) != nil { drawn += 1 }
        // Six standard deviations of a binomial count.
        #expect(abs(drawn - 5_000) < 6 * 62)
    }

    @Test func aCollectorThatFailsCostsOnlyTheSpans() throws {
        let collector = try CollectorStub()
        collector.answer(500)
        let server = try server(collector, sample: 1)
        let client = try server.client()
        func metrics() throws -> String { try client.request("GET", "/metrics").text }
        try server.wait {
            guard try client.request("POST", infer, TestModel.inferBody).status == 200 else { return true }
            return server.log.lines.contains { $0.contains("traces.lost") && $0.contains("status 500") }
        }
        let failed = try metrics()
        #expect(failed.contains("leadline_traces_dropped_total{reason=\"export_failed\"} "))
        #expect(!failed.contains("leadline_traces_dropped_total{reason=\"export_failed\"} 0\n"))
        collector.answer(200)
        try server.wait {
            _ = try client.request("POST", infer, TestModel.inferBody)
            return server.log.lines.contains { $0.contains("traces.exported") }
        }
        #expect(try !metrics().contains("leadline_traces_exported_total 0\n"))
    }

    /// However slowly a collector answers, all of it has one bound.
    @Test func aSlowCollectorIsNotWaitedFor() throws {
        let listener = try ListenSocket(ListenAddress("127.0.0.1:0"))
        defer { listener.close() }
        let isOver = Atomic<Bool>(false)
        let dripping = RepeatingThread(every: .zero) {
            let connection = accept(listener.number, nil, nil)
            guard connection >= 0 else { return TestServer.nap() }
            defer { close(connection) }
            for byte in "HTTP/1.1 200 OK".utf8 where !isOver.load(ordering: .relaxed) {
                usleep(1_500_000)
                var byte = byte
                _ = unsafe send(connection, &byte, 1, Int32(MSG_NOSIGNAL))
            }
        }
        let endpoint = try #require(TraceEndpoint("http://127.0.0.1:\(listener.address.port)/v1/traces"))
        // Each byte comes in time, all of them do not.
        let client = CollectorClient(endpoint, headers: [:], patience: .seconds(2))
        let failure = #expect(throws: CollectorClient.Failure.self) { try client.post([1, 2, 3]) }
        #expect(failure?.reason.contains("did not answer") == true)
        isOver.store(true, ordering: .relaxed)
        dripping.stop()
    }

    /// Why nobody answers is told in the system's words.
    @Test func aCollectorThatIsNotThere() throws {
        // A port that was had and given back.
        let listener = try ListenSocket(ListenAddress("127.0.0.1:0"))
        let port = listener.address.port
        listener.close()
        let endpoint = try #require(TraceEndpoint("http://127.0.0.1:\(port)/v1/traces"))
        let client = CollectorClient(endpoint, headers: [:], patience: .seconds(30))
        let failure = #expect(throws: CollectorClient.Failure.self) { try client.post([1]) }
        #expect(failure?.reason == "the collector cannot be reached (Connection refused)")
    }

    /// A thread that does not end in time is left to itself; one that does has its last say.
    @Test func anEndHasABound() throws {
        let isHeld = Atomic<Bool>(true)
        let begun = Atomic<Int>(0)
        let ended = Atomic<Int>(0)
        let thread = RepeatingThread(
            every: .seconds(3_600), atEnd: { ended.add(1, ordering: .relaxed) }
        ) {
            begun.add(1, ordering: .relaxed)
            while isHeld.load(ordering: .relaxed) { TestServer.nap() }
        }
        let end = ContinuousClock.now + .seconds(60)
        while begun.load(ordering: .relaxed) == 0, ContinuousClock.now < end { TestServer.nap() }
        #expect(!thread.stop(within: .milliseconds(20)))
        #expect(thread.stop(within: .zero) && ended.load(ordering: .relaxed) == 0)
        isHeld.store(false, ordering: .relaxed)
        while ended.load(ordering: .relaxed) == 0, ContinuousClock.now < end { TestServer.nap() }
        let other = RepeatingThread(every: .zero, atEnd: { ended.add(10, ordering: .relaxed) }) {}
        #expect(other.stop(within: .seconds(60)))
        #expect(ended.load(ordering: .relaxed) == 11 && begun.load(ordering: .relaxed) == 1)
    }

    @Test func aFullQueueDropsAndCounts() throws {
        let collector = try CollectorStub()
        let server = try server(collector, sample: 1) {
            $0.queueLimit = 2
            $0.interval = .seconds(3_600)
        }
        let client = try server.client()
        for _ in 0..<8 { _ = try client.request("GET", "/v2") }
        #expect(try !client.request("GET", "/metrics").text.contains("{reason=\"queue_full\"} 0\n"))
        // What waits is sent at the end.
        let before = collector.bodies.count
        // The thread's first round may have come late, and have taken what waited till now.
        _ = try client.request("GET", "/v2")
        server.daemon.drain(within: .seconds(10))
        #expect(collector.bodies.count > before)
    }
}
