import Models
import Registry
import Storage
import TestKit
import Testing

@testable import Serving

/// A canary that is worse answers no more, and the registry says why.
@Suite struct CanaryStopTests {
    /// Asks about leads until the canary is stopped.
    private func stop(_ server: TestServer, questions: Int = 4_000) throws -> CanaryTrial.Stop? {
        let client = try server.client()
        let trial = try #require(server.daemon.store.routes[0].canary).trial
        for number in 0..<questions where trial.stop == nil {
            let reply = try client.request(
                "POST", "/v1/score", VariantTests.question("customer:\(number)"))
            #expect(reply.status == 200, "\(reply.error)")
        }
        return trial.stop
    }

    private func variants(_ server: TestServer) throws -> Set<String> {
        let client = try server.client()
        return Set(
            try (0..<40).compactMap { number in
                try client.request("POST", "/v1/score", VariantTests.question("customer:\(number)"))
                    .members["variant"]?.string
            })
    }

    /// Under another share, which other leads are of, counting begins anew; one that was stopped stays so.
    @Test func anotherShareCountsAnew() throws {
        let server = try VariantTests.server { $0.models[0].canary = try VariantTests.canary(10) }
        let route = server.daemon.store.routes[0]
        let champion = try #require(route.champion.current)
        let canary = try #require(route.canary)
        let challenger = try #require(canary.slot.current)
        let plan = try VariantTests.canary(10, minimum: 50)
        let score = Score(margin: 0, logit: 0)
        func failed(_ route: CanaryRoute) -> CanaryTrial.Stop? {
            route.trial.failed(champion: champion, canary: challenger)
        }
        /// One question before a canary that fails is stopped.
        func doubted() -> CanaryRoute {
            let route = CanaryRoute(plan, slot: canary.slot)
            route.trial.begin(challenger.version)
            for lead in 0..<50 {
                #expect(
                    route.trial.answered(
                        as: .champion, champion: champion, canary: challenger, lead: UInt64(lead), score,
                        nanoseconds: 1_000) == nil)
            }
            for _ in 0..<49 { #expect(failed(route) == nil) }
            return route
        }
        let (same, other, salted) = (doubted(), doubted(), doubted())
        #expect(!same.take(plan))
        #expect(failed(same)?.criterion == .errors)
        var wanted = plan
        wanted.percent = 20
        #expect(other.take(wanted) && !other.take(wanted))
        #expect(failed(other) == nil && other.trial.stop == nil)
        wanted.salt = "x"
        #expect(salted.take(wanted) && salted.percent == 0)
        #expect(failed(salted) == nil)
        #expect(same.take(wanted))
        #expect(same.trial.stop?.criterion == .errors && !same.trial.admits(challenger.version))
    }

    private func written(_ server: TestServer) throws -> JournalEntry? {
        try server.registry.model(TestModel.name).stop(of: 2, under: "staging")
    }

    /// One that takes rows only cannot answer about events; the champion does.
    @Test func staysStoppedUntilTheAliasMoves() throws {
        let server = try VariantTests.server(hasFeatures: false) {
            $0.models[0].canary = try VariantTests.canary(50, minimum: 20)
        }
        let stop = try #require(try stop(server))
        #expect(stop.criterion == .errors && stop.reason.contains("could not answer"))
        #expect(try variants(server) == ["champion"])
        try server.wait { try written(server) != nil }
        let line = try #require(try written(server))
        #expect(line.who == "leadlined" && line.why.contains("could not answer"))
        #expect(try server.registry.model(TestModel.name).verify() == [])
        #expect(server.log.lines.contains { $0.contains("canary.stopped") && $0.contains("errors") })
        try server.wait {
            let metrics = try server.client().request("GET", "/metrics").text
            return metrics.contains(
                #"leadline_canary_stops_total{model_name="\#(TestModel.name)",criterion="errors"} 1"#)
                && metrics.contains(#"version="2",alias="staging"} 1"#)
        }
        // Another daemon on the registry reads it there.
        var configuration = Daemon.Configuration(
            registry: server.registry,
            models: [ServedModel(champion: server.daemon.store.slots[0].reference)],
            access: .open)
        configuration.listen = try ListenAddress("127.0.0.1:0")
        configuration.poll = .milliseconds(5)
        configuration.models[0].canary = try VariantTests.canary(50, minimum: 20)
        let again = try Daemon(configuration, log: ServingLog { _ in })
        defer { again.drain(within: .zero) }
        let trial = try #require(again.store.routes[0].canary).trial
        try server.wait { trial.stop != nil }
        #expect(trial.stop?.criterion == nil && trial.stop?.reason == line.why && !trial.admits(2))
        // A better one under the alias is tried.
        try TestModel.publish(intercept: 0.75, in: server.registry)
        try TestModel.promote(3, to: "staging", in: server.registry)
        try server.wait { trial.admits(3) }
        try server.wait { try variants(server) == ["canary", "champion"] }
    }

    /// A canary whose journal cannot be read waits for it: it is told once, and begun when the journal is back.
    @Test func aJournalThatCannotBeReadIsReadAgain() throws {
        let server = try VariantTests.server {
            let journal = try $0.registry.model(TestModel.name).path + "/journal.jsonl"
            try FileSystem.rename(journal, to: journal + ".away")
            try AtomicFile.write(Array("{}\n".utf8), to: journal)
            $0.models[0].canary = try VariantTests.canary(100)
        }
        let trial = try #require(server.daemon.store.routes[0].canary).trial
        #expect(trial.stop?.isKnown == false && !trial.admits(2))
        #expect(try variants(server) == ["champion"])
        #expect(try server.client().request("GET", "/").text.contains("not begun"))
        let retry = SlotFailure.retryInterval
        let before = ContinuousClock.now
        // It is tried again meanwhile, and says nothing new.
        try server.wait { ContinuousClock.now > before + retry + retry }
        func told(_ event: String) -> Int { server.log.lines.count { $0.contains(event) } }
        try server.wait { told("canary.not_begun") > 0 }
        #expect(told("canary.not_begun") == 1)
        let journal = try server.registry.model(TestModel.name).path + "/journal.jsonl"
        try FileSystem.rename(journal + ".away", to: journal)
        try server.wait { trial.admits(2) }
        #expect(trial.stop == nil)
        // It is told after it is so.
        try server.wait { told("canary.begun") > 0 }
        #expect(told("canary.begun") == 1)
        #expect(try variants(server) == ["canary"])
    }

    /// Also while the champion is left alone, though the trial counts nothing then.
    @Test func whatNeitherAnswersIsToldToo() throws {
        let server = try VariantTests.server(hasFeatures: false) {
            $0.models[0].canary = try VariantTests.canary(100)
            $0.models[0].breaker = BreakerPolicy(
                slowMilliseconds: 0, failures: 1, windowSeconds: 3_600, coolSeconds: 3_600)
        }
        let terms = server.daemon.store.routes[0].terms
        // Whom the champion answers in the canary's place shows that it is slow.
        #expect(try variants(server) == ["champion"])
        #expect(terms.isLeftAlone == true)
        let failures = { () -> Int in server.log.lines.count { $0.contains("canary.cannot_answer") } }
        let before = failures()
        let client = try server.client()
        let reply = try client.request("POST", "/v1/score", VariantTests.question("customer:1"))
        #expect(reply.status == 503)
        // The reason is the same as before, and told once.
        #expect(failures() == before && before == 1)
        let text = try client.request("GET", "/metrics").text
        #expect(
            text.contains(
                #"model_version="2",alias="staging",variant="canary",reason="REJECTED"} 40"#))
    }

    /// Why a canary cannot answer is told, once.
    @Test func whatItCannotAnswerIsTold() throws {
        let server = try VariantTests.server(hasFeatures: false) {
            $0.models[0].canary = try VariantTests.canary(100)
        }
        #expect(try variants(server) == ["champion"])
        let told = server.log.lines.filter { $0.contains("canary.cannot_answer") }
        #expect(told.count == 1 && told.first?.contains("takes rows of a table") == true, "\(told)")
    }

    @Test func otherScoresStopIt() throws {
        let server = try VariantTests.server(second: 4) {
            $0.models[0].canary = try VariantTests.canary(50, minimum: 100)
        }
        let stop = try #require(try stop(server))
        #expect(stop.criterion == .scores && stop.version == 2, "\(stop.reason)")
        #expect(try variants(server) == ["champion"])
    }

    /// Where nothing can be written down it is said, and the canary is stopped all the same.
    @Test func aRegistryThatCannotBeWrittenIsSaid() throws {
        let server = try VariantTests.server(second: 4) {
            $0.models[0].canary = try VariantTests.canary(50, minimum: 100)
        }
        let lock = try server.registry.model(TestModel.name).path + "/.lock"
        try FileSystem.remove(lock)
        try FileSystem.makeDirectories(lock)
        _ = try #require(try stop(server))
        try server.wait { server.log.lines.contains { $0.contains("canary.stop_not_written") } }
        #expect(try written(server) == nil)
        #expect(try variants(server) == ["champion"])
        let metrics = try server.client().request("GET", "/metrics").text
        #expect(metrics.contains("leadline_canary_stop_unwritten{") && metrics.contains(#""staging"} 1"#))
    }
}
