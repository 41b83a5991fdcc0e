import Registry
import TestKit
import Testing

@testable import Serving

/// When a model that is too slow is left alone.
@Suite struct BreakerTests {
    private static let infer = "/v2/models/repeat-purchase/infer"

    private func server(change: (inout ServedModel) -> Void) throws -> TestServer {
        try TestServer { change(&$0.models[0]) }
    }

    private func probability(_ reply: TestClient.Reply) -> Double? {
        reply.members["outputs"]?.elements.first { $0.members["name"]?.string == "probability" }?
            .members["data"]?.elements.first?.number
    }

    /// Opens after so many failures within the window, tries again after the pause, and closes with an answer.
    @Test func theBreakerOpensAndCloses() {
        let policy = BreakerPolicy(slowMilliseconds: 1, failures: 3, windowSeconds: 10, coolSeconds: 5)
        let breaker = CircuitBreaker()
        func time(_ seconds: Double) -> MonotonicTime {
            MonotonicTime(nanoseconds: Int(seconds * 1e9) + 1)
        }
        #expect(breaker.fail(policy, .usual, at: time(0)) == .none)
        #expect(breaker.fail(policy, .usual, at: time(1)) == .none)
        // The first failure is out of the window by now.
        #expect(breaker.fail(policy, .usual, at: time(10.5)) == .none)
        #expect(breaker.admit(policy, at: time(10.6)) == .usual)
        #expect(breaker.succeed(.usual) == .none)
        #expect(breaker.fail(policy, .usual, at: time(10.8)) == .opened)
        #expect(breaker.admit(policy, at: time(11)) == .refused)
        // What had passed before neither closes it nor keeps it open for longer.
        #expect(breaker.succeed(.usual) == .none)
        #expect(breaker.fail(policy, .usual, at: time(12)) == .none)
        #expect(breaker.admit(policy, at: time(15.7)) == .refused)
        // One request tries, and the others wait for it.
        let first = breaker.admit(policy, at: time(15.9))
        #expect(first == .trial(since: time(15.9).nanoseconds, until: time(20.9).nanoseconds))
        #expect(breaker.admit(policy, at: time(16)) == .refused)
        // A trial that fails opens it at once.
        #expect(breaker.fail(policy, first, at: time(16)) == .opened)
        #expect(breaker.admit(policy, at: time(20.9)) == .refused)
        // One that says nothing of the model leaves it to the next.
        let second = breaker.admit(policy, at: time(21.1))
        breaker.leave(second, at: time(21.2))
        let third = breaker.admit(policy, at: time(21.3))
        #expect(third == .trial(since: time(21.3).nanoseconds, until: time(26.3).nanoseconds))
        #expect(breaker.succeed(third) == .closed)
        #expect(breaker.admit(policy, at: time(21.4)) == .usual)
        #expect(breaker.fail(policy, .usual, at: time(22)) == .none)
    }

    /// Of many that come after the pause one tries.
    @Test func oneRequestIsTheTrial() async {
        let policy = BreakerPolicy(slowMilliseconds: 1, failures: 1, windowSeconds: 10, coolSeconds: 5)
        let breaker = CircuitBreaker()
        #expect(breaker.fail(policy, .usual, at: MonotonicTime(nanoseconds: 1)) == .opened)
        let trials = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    breaker.admit(policy, at: MonotonicTime(nanoseconds: 5_000_000_002))
                        == .trial(since: 5_000_000_002, until: 10_000_000_002)
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(trials == 1)
    }

    /// A trial that takes longer than the pause closes the breaker all the same, unless another one failed meanwhile; that it
    /// failed itself says nothing any more.
    @Test func ofALateTrialItsSuccessCounts() {
        let policy = BreakerPolicy(slowMilliseconds: 1, failures: 1, windowSeconds: 10, coolSeconds: 5)
        func time(_ seconds: Int) -> MonotonicTime { MonotonicTime(nanoseconds: seconds * 1_000_000_000) }
        let breaker = CircuitBreaker()
        #expect(breaker.fail(policy, .usual, at: time(1)) == .opened)
        let late = breaker.admit(policy, at: time(6))
        let newer = breaker.admit(policy, at: time(12))
        #expect(late != newer && newer != .refused)
        // While the newer one is on.
        breaker.leave(late, at: time(13))
        #expect(breaker.fail(policy, late, at: time(13)) == .none)
        #expect(breaker.admit(policy, at: time(14)) == .refused)
        #expect(breaker.succeed(late) == .closed)
        #expect(breaker.succeed(newer) == .none)
        // And after it.
        #expect(breaker.fail(policy, late, at: time(15)) == .none)
        breaker.leave(late, at: time(15))
        #expect(breaker.admit(policy, at: time(15)) == .usual)
        #expect(breaker.fail(policy, .usual, at: time(16)) == .opened)
        #expect(breaker.succeed(late) == .none && breaker.succeed(newer) == .none)
        #expect(breaker.isOpen(at: time(17)))
        let slow = breaker.admit(policy, at: time(22))
        let failing = breaker.admit(policy, at: time(28))
        #expect(breaker.fail(policy, failing, at: time(29)) == .opened)
        #expect(breaker.succeed(slow) == .none)
        #expect(breaker.isOpen(at: time(30)))
        // Under a steady load of trials that are all longer than the pause, each in time.
        var trials: [CircuitBreaker.Passage] = []
        var closings = 0
        for second in 35..<95 {
            let passage = breaker.admit(policy, at: time(second))
            if passage != .refused, passage != .usual { trials.append(passage) }
            if trials.count > 1, breaker.succeed(trials.removeFirst()) == .closed { closings += 1 }
        }
        #expect(closings == 1)
    }

    /// The champion is left alone, and no other version with it: what a canary or a version asked for by its number answers is no
    /// trial of the champion.
    @Test func othersGoOnWhileTheChampionIsLeftAlone() throws {
        var policy = BreakerPolicy(slowMilliseconds: 0, failures: 1, windowSeconds: 3_600, coolSeconds: 2)
        let server = try VariantTests.server {
            $0.models[0].canary = try VariantTests.canary(0)
            $0.models[0].breaker = policy
            $0.models[0].fallback = FallbackPolicy(probability: 0.125)
        }
        let client = try server.client()
        let terms = server.daemon.store.routes[0].terms
        func question(_ number: Int) throws -> HTTPClient.Reply {
            try client.request("POST", "/v1/score", VariantTests.question("customer:\(number)"))
        }
        func pinned(_ version: Int) throws -> Int {
            try client.request(
                "POST", "/v2/models/\(TestModel.name)/versions/\(version)/infer", TestModel.inferBody
            ).status
        }
        #expect(try question(0).members["variant"]?.string == "champion")
        var wanted = server.daemon.configuration
        wanted.models[0].canary?.percent = 100
        // From now on no answer is late.
        policy.slowMilliseconds = 60_000
        wanted.models[0].breaker = policy
        server.daemon.reload(wanted)
        // Through the pause and after it: by the canary alone, and nobody is a trial.
        var isOver = false
        var number = 0
        while !isOver {
            isOver = terms.isLeftAlone == false
            number += 1
            #expect(try question(number).members["variant"]?.string == "canary")
            #expect(try pinned(2) == 200)
            TestServer.nap()
        }
        #expect(!server.log.lines.contains { $0.contains("breaker.closed") })
        #expect(terms.isLeftAlone == false && terms.timesLeftAlone == 1)
        // The next that the champion answers is one, and closes it.
        let reply = try client.request("POST", Self.infer, TestModel.inferBody)
        #expect(reply.members["model_version"]?.string == "1")
        #expect(server.log.lines.contains { $0.contains("breaker.closed") })
        #expect(try pinned(1) == 200)
    }

    @Test func whatIsClosedByHandForgets() {
        let policy = BreakerPolicy(slowMilliseconds: 1, failures: 1, windowSeconds: 10, coolSeconds: 5)
        let breaker = CircuitBreaker()
        #expect(breaker.fail(policy, .usual, at: MonotonicTime(nanoseconds: 1)) == .opened)
        breaker.reset()
        #expect(breaker.admit(policy, at: MonotonicTime(nanoseconds: 2)) == .usual)
    }

    /// With a patience of nothing every answer is late.
    @Test func aModelThatIsTooSlowIsLeftAlone() throws {
        let late = BreakerPolicy(slowMilliseconds: 0, failures: 2, windowSeconds: 3_600, coolSeconds: 3_600)
        let server = try server { $0.breaker = late }
        let client = try server.client()
        for _ in 0..<2 {
            #expect(try client.request("POST", Self.infer, TestModel.inferBody).status == 200)
        }
        let open = try client.request("POST", Self.infer, TestModel.inferBody)
        #expect(open.status == 503 && open.error.contains("left alone") && open.headers["retry-after"] == "1")
        var wanted = server.daemon.configuration
        wanted.models[0].fallback = FallbackPolicy(probability: 0.25)
        server.daemon.reload(wanted)
        let prior = try client.request("POST", Self.infer, TestModel.inferBody)
        #expect(probability(prior) == 0.25)
        #expect(prior.members["parameters"]?.members["fallback"]?.string == "breaker_open")
        #expect(server.log.lines.contains { $0.contains("breaker.opened") })
        let labels = #"{model_name="repeat-purchase"}"#
        var metrics = try client.request("GET", "/metrics").text
        #expect(metrics.contains("leadline_breaker_open\(labels) 1"))
        #expect(metrics.contains("leadline_breaker_openings_total\(labels) 1"))
        wanted.models[0].breaker = nil
        server.daemon.reload(wanted)
        let real = try client.request("POST", Self.infer, TestModel.inferBody)
        #expect(try probability(real) == TestModel.probability(intercept: 0.25))
        // Without a breaker there is none to tell of.
        metrics = try client.request("GET", "/metrics").text
        #expect(!metrics.contains("leadline_breaker_open"))
    }

    /// The bound grows with what a request asks for.
    @Test func effortIsMeasuredByRowsAndBytes() {
        let policy = BreakerPolicy(slowMilliseconds: 0.5, failures: 1, windowSeconds: 1, coolSeconds: 1)
        func isSlow(_ nanoseconds: Int, rows: Int, bytes: Int = 0) -> Bool {
            var effort = ScoringEffort()
            effort.add(nanoseconds: nanoseconds, rows: rows, bytes: bytes)
            return effort.isSlow(by: policy)
        }
        #expect(!isSlow(500_000, rows: 1) && isSlow(500_001, rows: 1))
        #expect(!isSlow(5_000_000_000, rows: 10_000) && isSlow(5_000_000_001, rows: 10_000))
        let bytes = 3 << 16
        #expect(!isSlow(2_000_000, rows: 1, bytes: bytes) && isSlow(2_000_001, rows: 1, bytes: bytes))
        #expect(ScoringEffort().isEmpty && !ScoringEffort().isSlow(by: policy))
    }

    /// However long a request takes, only the champion's scoring is judged; a request that had none leaves the trial to the
    /// next.
    @Test func onlyScoringIsJudged() throws {
        var model = ServedModel(champion: try ModelReference(serving: "m"))
        model.breaker = BreakerPolicy(
            slowMilliseconds: 1, failures: 1, windowSeconds: 3_600, coolSeconds: 1)
        let log = TestServer.LineLog()
        let terms = ModelTerms(model, log: ServingLog { log.append($0) })
        let answer = HTTPResponse.json { $0.object { _ in } }
        for _ in 0..<3 {
            _ = try terms.guarding(hasOthers: false) { (effort) throws(ServingError) in
                try terms.admit(&effort)
                TestServer.nap()
                effort.add(nanoseconds: 10, rows: 1, bytes: 0)
                return answer
            }
        }
        #expect(terms.isLeftAlone == false && terms.timesLeftAlone == 0)
        _ = try terms.guarding(hasOthers: false) { (effort) throws(ServingError) in
            try terms.admit(&effort)
            effort.add(nanoseconds: 1_000_001, rows: 1, bytes: 0)
            return answer
        }
        // The pause itself may be over by now.
        #expect(terms.timesLeftAlone == 1 && log.lines.contains { $0.contains("breaker.opened") })
        let end = ContinuousClock.now + .seconds(60)
        var trials = 0
        // The first trial says nothing of the model, so that the second does.
        while trials < 2, ContinuousClock.now < end {
            do {
                _ = try terms.guarding(hasOthers: false) { (effort) throws(ServingError) in
                    try terms.admit(&effort)
                    trials += 1
                    if trials > 1 { effort.add(nanoseconds: 10, rows: 1, bytes: 0) }
                    return answer
                }
            } catch { TestServer.nap() }
        }
        #expect(trials == 2 && terms.isLeftAlone == false)
    }

    /// What a client sends opens nothing: not that it is much, nor wrong, nor long to read.
    @Test func clientsOpenNoBreaker() throws {
        // More than a busy machine may hold up the scoring of a row.
        let policy = BreakerPolicy(
            slowMilliseconds: 10_000, failures: 1, windowSeconds: 3_600, coolSeconds: 3_600)
        let server = try server { $0.breaker = policy }
        let client = try server.client()
        let rows = 10_000
        func column(_ value: String) -> String { Array(repeating: value, count: rows).joined(separator: ",") }
        let large = """
            {"inputs":[{"name":"frequency","shape":[\(rows)],"datatype":"FP64","data":[\(column("1"))]},
            {"name":"recency","shape":[\(rows)],"datatype":"FP64","data":[\(column("30"))]},
            {"name":"region","shape":[\(rows)],"datatype":"BYTES","data":[\(column(#""east""#))]}]}
            """
        for _ in 0..<3 { #expect(try client.request("POST", Self.infer, large).status == 200) }
        let events = (0..<3_000).map { number in
            #"{"id":"e\#(number)","source":"shop","type":"purchase","subject":"customer:7","#
                + #""time":"2026-01-02T00:00:00Z","data":{"amount":1}}"#
        }
        let lead = #"{"entity":"customer:7","events":[\#(events.joined(separator: ","))]}"#
        for _ in 0..<3 { #expect(try client.request("POST", "/v1/score", lead).status == 200) }
        let broken = large.dropLast() + "x"
        for _ in 0..<3 { #expect(try client.request("POST", Self.infer, String(broken)).status == 400) }
        let metrics = try client.request("GET", "/metrics").text
        #expect(metrics.contains(#"leadline_breaker_open{model_name="repeat-purchase"} 0"#))
        #expect(try client.request("POST", Self.infer, TestModel.inferBody).status == 200)
    }
}
