import Features
import Registry
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct StatusPageTests {
    private let infer = "/v2/models/repeat-purchase/infer"

    private func promote(
        _ version: Int, _ server: TestServer, isOverride: Bool = false, who: String, why: String
    ) throws {
        let model = try server.registry.model(TestModel.name)
        let statement = GateStatement(
            model: TestModel.name, version: version,
            versionDigest: try model.manifest(version: version).digest,
            alias: "production", incumbentDigest: try model.digest(of: "production"),
            gates: GateSource(file: "gates.yaml", digest: Digest(of: [1])), isAccepted: !isOverride,
            isOverridable: true)
        let result = try model.keep(gateResult: CanonicalJSON.encode(["statement": statement]))
        try model.promote(
            version: version, to: "production", allowedBy: result,
            by: Decision(who: who, when: "2026-01-01T00:00:00Z", why: why, isOverride: isOverride))
    }

    /// Waits until the version is served, counted and told.
    private func waitForSwap(to version: Int, _ server: TestServer) throws {
        try server.wait {
            server.log.lines.contains { $0.contains("model.swapped") && $0.contains(#""to":"\#(version)""#) }
        }
    }

    @Test func showsWhatIsServedAndByWhoseDecision() throws {
        let server = try TestServer(intercepts: [0.25, -0.75])
        try promote(2, server, isOverride: true, who: "ada", why: "the campaign begins")
        try waitForSwap(to: 2, server)
        let client = try server.client()
        for _ in 0..<3 { _ = try client.request("POST", infer, TestModel.inferBody) }
        _ = try client.request("POST", infer, "{}")
        let reply = try client.request("GET", "/")
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"] == "text/html; charset=utf-8")
        #expect(reply.headers["content-security-policy"]?.hasPrefix("default-src 'none';") == true)
        let text = reply.text
        for expected in [
            "<title>leadlined: ready</title>", "<dd>ada</dd>", "<dd>the campaign begins</dd>",
            "did not hold: promoted in spite of them", "<dd>2026-01-01T00:00:00Z</dd>", "version 2</span>",
            "Will a customer buy again?", "25.00 %", "Rows of version 2 by probability", ": 3 rows</title>",
            "took over: 2; failed: 0",
        ] {
            #expect(text.contains(expected), "\(expected)")
        }
        let digest = try #require(server.daemon.store.slots[0].current?.digest)
        #expect(text.contains("<dd>\(digest)</dd>"))
        for loaded in ["<script", "<link", "src=", "href=", "url(", "@import"] {
            #expect(!text.contains(loaded))
        }
    }

    @Test func whatPeopleWroteIsNoMarkup() throws {
        let server = try TestServer(intercepts: [0.25, -0.75])
        let hostile = "<script>alert('1')</script>\"><img src=x onerror=alert(1)>&amp;\u{202E}"
        try promote(2, server, who: "<b>eve</b>", why: hostile)
        try waitForSwap(to: 2, server)
        let text = try server.client().request("GET", "/").text
        #expect(!text.contains("<script") && !text.contains("<img") && !text.contains("<b>"))
        #expect(!text.contains("\u{202E}"))
        #expect(
            text.contains(
                "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;\u{FFFD}"
            ))
    }

    @Test func whatIsRefusedStandsThereWithItsReason() throws {
        let server = try TestServer(intercepts: [])
        let before = try server.client().request("GET", "/").text
        #expect(before.contains("<title>leadlined: not ready</title>") && before.contains("no version"))
        try server.wait {
            try server.client().request("GET", "/").text.contains("missing: ")
        }
    }

    /// What is tried beside the champion, what stands still and what was lost.
    @Test func showsChallengersAndLosses() throws {
        let folder = TemporaryDirectory()
        let server = try VariantTests.server(second: 4, third: 0.75) { configuration in
            configuration.models[0].canary = try VariantTests.canary(12.5, minimum: 20)
            configuration.models[0].shadows = [try VariantTests.reference("next")]
            configuration.models[0].breaker = BreakerPolicy(
                slowMilliseconds: 1_000_000, failures: 1, windowSeconds: 3_600, coolSeconds: 3_600)
            configuration.audit = AuditLogging(file: folder.path + "/audit")
        }
        let client = try server.client()
        let before = try client.request("GET", "/").text
        for expected in [
            "<dt>Canary</dt>", "version 2, alias staging, on 12.5 % of the leads", "<dt>Shadow</dt>",
            "version 3, alias next", "Lines of the audit log", "Questions to shadows",
            "<title>leadlined: ready</title>",
        ] {
            #expect(before.contains(expected), "\(expected)")
        }
        #expect(!before.contains("Decisions in the log") && !before.contains("stopped"))
        var wanted = server.daemon.configuration
        wanted.models[0].canary?.percent = 50
        server.daemon.reload(wanted)
        let trial = try #require(server.daemon.store.routes[0].canary).trial
        for number in 0..<4_000 where trial.stop == nil {
            _ = try client.request("POST", "/v1/score", VariantTests.question("customer:\(number)"))
        }
        let reason = try #require(trial.stop?.reason)
        wanted.models[0].breaker?.slowMilliseconds = 0
        server.daemon.reload(wanted)
        _ = try client.request("POST", infer, TestModel.inferBody)
        let after = try client.request("GET", "/").text
        for expected in [
            "on 50.0 % of the leads", "stopped</span>", "left alone: too slow",
            "<title>leadlined: ready, a model left alone</title>",
        ] {
            #expect(after.contains(expected), "\(expected)")
        }
        #expect(after.contains(reason.replacing("'", with: "&#39;")))
    }

    @Test func asksForAKeyOfTheRoleAdmin() throws {
        let directory = TemporaryDirectory()
        let file = directory.path + "/keys"
        let admin = try AccessKeys.create(name: "crm", roles: [.admin], file: file)
        let other = try AccessKeys.create(name: "web", roles: [.score], file: file)
        let server = try TestServer(keys: try AccessKeys(file: file))
        let client = try server.client()
        #expect(try client.request("GET", "/").status == 401)
        #expect(try client.request("GET", "/", headers: ["Authorization: Bearer \(other)"]).status == 403)
        #expect(try client.request("GET", "/", headers: ["Authorization: Bearer \(admin)"]).status == 200)
    }

    @Test func saysNumbersAsPeopleDo() throws {
        #expect([0, 999, 1_000, 1_234_567].map(StatusPage.grouped) == ["0", "999", "1,000", "1,234,567"])
        #expect(StatusPage.decimals(0.0549, 3) == "0.055" && StatusPage.decimals(-1.5, 0) == "-2")
        #expect(StatusPage.share(1, of: 8) == "12.50 %" && StatusPage.share(0, of: 0) == "–")
        #expect(
            [2_500, 250_000, 2_500_000, 1_000_000_000].map(StatusPage.duration) == [
                "2.5 µs", "250 µs", "2.5 ms", "1 s",
            ])
        let start = try Instant("2026-01-01T00:00:00Z")
        for (end, told) in [
            ("2026-01-01T00:00:00Z", "0 s"), ("2026-01-01T00:02:05Z", "2 min 5 s"),
            ("2026-01-03T01:00:00Z", "2 d 1 h"),
        ] {
            #expect(StatusPage.time(since: start, to: try Instant(end)) == told)
        }
        var times = DurationHistogram.Counted(
            DurationScale(bounds: [10, 20], ticksPerSecond: 1_000_000_000))
        #expect(StatusPage.quantile(0.5, of: times) == "–")
        times.counts = [2, 1, 1]
        #expect(StatusPage.quantile(0.5, of: times) == "≤ 0.01 µs")
        #expect(StatusPage.quantile(0.75, of: times) == "≤ 0.02 µs")
        #expect(StatusPage.quantile(0.99, of: times) == "> 0.02 µs")
        let days = DurationHistogram(.lead)
        days.record(7)
        #expect(StatusPage.quantile(0.99, of: days.counted) == "≤ 10 s")
    }
}
