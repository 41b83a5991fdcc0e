import Features
import Models
import Registry
import Scoring
import Storage
import Synchronization
import TestKit
import Testing

@testable import Serving

/// Which version answers whom, and which are asked beside it.
@Suite struct VariantTests {
    static func reference(_ alias: String) throws -> ModelReference {
        try ModelReference(challenger: alias, of: TestModel.name)
    }

    /// A daemon whose model has two versions: the first in production, the second as `staging`; and a third as `next` where
    /// it is given.
    static func server(
        second: Double = 0.5, third: Double? = nil, hasFeatures: Bool = true,
        _ change: (inout Daemon.Configuration) throws -> Void
    ) throws -> TestServer {
        let server = try TestServer(intercepts: [0.25]) { configuration in
            try TestModel.publish(intercept: second, hasFeatures: hasFeatures, in: configuration.registry)
            try TestModel.promote(2, to: "staging", in: configuration.registry)
            if let third {
                try TestModel.publish(intercept: third, in: configuration.registry)
                try TestModel.promote(3, to: "next", in: configuration.registry)
            }
            try change(&configuration)
        }
        let route = server.daemon.store.routes[0]
        try server.wait { route.slots.allSatisfy { $0.current != nil } }
        if let canary = route.canary {
            try server.wait { canary.trial.admits(2) || canary.trial.stop != nil }
        }
        return server
    }

    static func canary(_ percent: Double, minimum: Int = 1_000_000) throws -> CanaryPlan {
        var plan = CanaryPlan(try reference("staging"), percent: percent)
        plan.criteria.minimumAnswers = minimum
        return plan
    }

    static func question(_ lead: String, _ more: String = "") -> String {
        """
        {"entity": "\(lead)", "asOf": "2026-02-01T00:00:00Z", \(more)"events": [
        {"id": "a", "source": "shop", "type": "purchase", "subject": "\(lead)",
        "time": "2026-01-02T00:00:00Z", "data": {"amount": 12.5}}]}
        """
    }

    private static let infer = "/v2/models/\(TestModel.name)/infer"

    private static func row(_ lead: String) -> String {
        #"{"parameters": {"entity": "\#(lead)"}, "# + TestModel.inferBody.dropFirst()
    }

    /// Anyone can say whom a canary answers.
    @Test func theShareIsAHashOfTheLead() throws {
        let plan = try Self.canary(12.5)
        #expect(plan.buckets == 1_250)
        var count = 0
        for number in 0..<20_000 {
            let lead = "customer:\(number)"
            let digest = Digest(of: Array("\(TestModel.name)\n\n\(lead)\n".utf8))
            let head = digest.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let bucket = LeadBucket.bucket(of: lead, model: TestModel.name, salt: "")
            #expect(bucket == Int(head % 10_000))
            if bucket < plan.buckets { count += 1 }
        }
        // Five standard deviations of a binomial count.
        #expect(abs(Double(count) - 2_500) < 5 * (20_000 * 0.125 * 0.875).squareRoot())
        #expect(
            LeadBucket.bucket(of: "customer:1", model: TestModel.name, salt: "a")
                != LeadBucket.bucket(of: "customer:1", model: TestModel.name, salt: "b"))
    }

    /// Growing the share adds leads, and takes none away.
    @Test func aLargerShareHoldsTheSmaller() throws {
        let server = try Self.server { $0.models[0].canary = try Self.canary(10) }
        let slot = try #require(server.daemon.store.routes[0].canary).slot
        var before = Set<String>()
        for percent in [0, 0.01, 5, 10, 50, 99.99, 100] {
            let route = CanaryRoute(try Self.canary(percent), slot: slot)
            let leads = Set((0..<3_000).map { "customer:\($0)" }.filter(route.takes))
            #expect(leads.isSuperset(of: before))
            before = leads
            if percent == 0 { #expect(leads.isEmpty) }
        }
        #expect(before.count == 3_000)
    }

    /// The share changes while it runs, and who was the canary's stays so as it grows.
    @Test func theShareChangesWithoutARestart() throws {
        let server = try Self.server { $0.models[0].canary = try Self.canary(10) }
        let client = try server.client()
        let leads = (0..<60).map { "customer:\($0)" }
        func answered() throws -> Set<String> {
            Set(
                try leads.filter {
                    try client.request("POST", "/v1/score", Self.question($0)).members["variant"]?.string
                        == "canary"
                })
        }
        func share(_ percent: Double) -> Set<String> {
            Set(
                leads.filter {
                    LeadBucket.bucket(of: $0, model: TestModel.name, salt: "") < Int(percent * 100)
                })
        }
        var before = try answered()
        #expect(before == share(10) && !before.isEmpty)
        var wanted = server.daemon.configuration
        for percent in [30.0, 80, 100] {
            wanted.models[0].canary?.percent = percent
            server.daemon.reload(wanted)
            let now = try answered()
            #expect(now == share(percent) && now.isSuperset(of: before))
            before = now
        }
        wanted.models[0].canary?.percent = 0
        server.daemon.reload(wanted)
        #expect(try answered().isEmpty)
        #expect(!server.log.lines.contains { $0.contains("settings.need_restart") })
        wanted.models[0].canary?.percent = 100
        server.daemon.reload(wanted)
        #expect(try answered().count == leads.count)
        // A canary that is taken out answers nobody; to bring in another needs a new start.
        let plan = wanted.models[0].canary
        wanted.models[0].canary = nil
        server.daemon.reload(wanted)
        #expect(try answered().isEmpty)
        wanted.models[0].canary = plan
        server.daemon.reload(wanted)
        #expect(try answered().count == leads.count)
        #expect(server.log.lines.count { $0.contains("canary.counts_anew") } == 7)
        server.daemon.reload(wanted)
        #expect(server.log.lines.count { $0.contains("canary.counts_anew") } == 7)
        // Another salt would draw other leads: it waits for the next start.
        wanted.models[0].canary?.salt = "x"
        wanted.models[0].canary?.percent = 100
        server.daemon.reload(wanted)
        #expect(try answered().isEmpty)
        #expect(server.log.lines.contains { $0.contains("settings.need_restart") && $0.contains("models") })
    }

    @Test func aLeadIsAlwaysAnsweredByTheSameVariant() throws {
        let server = try Self.server { $0.models[0].canary = try Self.canary(30) }
        let client = try server.client()
        let model = try TestModel.package(intercept: 0.5).model
        var variants: [String: Int] = [:]
        for number in 0..<60 {
            let lead = "customer:\(number)"
            let isCanary = LeadBucket.bucket(of: lead, model: TestModel.name, salt: "") < 3_000
            for _ in 0..<2 {
                let members = try client.request("POST", "/v1/score", Self.question(lead)).members
                #expect(members["variant"]?.string == (isCanary ? "canary" : "champion"))
                #expect(members["model_version"]?.string == (isCanary ? "2" : "1"))
                #expect(members["alias"]?.string == (isCanary ? "staging" : "production"))
                if isCanary {
                    #expect(members["logit"]?.number == model.score([1, 30, .nan].span).logit)
                }
                variants[members["variant"]?.string ?? "", default: 0] += 1
            }
            let inferred = try client.request("POST", Self.infer, Self.row(lead)).members
            #expect(inferred["model_version"]?.string == (isCanary ? "2" : "1"))
        }
        #expect(variants.keys.sorted() == ["canary", "champion"])
        // Rows without a name are the champion's.
        for _ in 0..<20 {
            let members = try client.request("POST", Self.infer, TestModel.inferBody).members
            #expect(members["model_version"]?.string == "1")
        }
        let metrics = try client.request("GET", "/metrics").text
        #expect(metrics.contains(#"alias="staging",variant="canary""#), "\(metrics)")
        #expect(metrics.contains("leadline_canary_stopped{"))
    }

    @Test func aVersionCanBePinned() throws {
        let server = try Self.server { $0.models[0].canary = try Self.canary(0) }
        let client = try server.client()
        for version in ["1", "2"] {
            let reply = try client.request(
                "POST", "/v2/models/\(TestModel.name)/versions/\(version)/infer", TestModel.inferBody)
            #expect(reply.members["model_version"]?.string == version)
            for spelled in [version, "\"\(version)\""] {
                let body = Self.question("customer:1", #""version": \#(spelled), "#)
                let score = try client.request("POST", "/v1/score", body).members
                #expect(score["model_version"]?.string == version)
            }
            let metadata = try client.request("GET", "/v2/models/\(TestModel.name)/versions/\(version)")
            #expect(metadata.text.contains(#""versions":["1","2"]"#), "\(metadata.text)")
        }
        for reply in [
            try client.request(
                "POST", "/v2/models/\(TestModel.name)/versions/3/infer", TestModel.inferBody),
            try client.request("POST", "/v1/score", Self.question("customer:1", #""version": 3, "#)),
        ] {
            #expect(reply.status == 404 && reply.error.contains("ask for version 1 or 2"), "\(reply.error)")
        }
        let index = try client.request("POST", "/v2/repository/index", "{}").text
        #expect(index.contains(#""version":"1","state":"READY""#))
        #expect(index.contains(#""version":"2","state":"READY""#))
    }

    /// Shadows are scored and kept, and answer nobody.
    @Test func shadowsAreKeptAndSilent() throws {
        let folder = TemporaryDirectory()
        let key = try PseudonymKey.loadOrCreate(at: folder.path + "/key")
        let file = folder.path + "/decisions"
        let server = try Self.server {
            $0.models[0].shadows = [try Self.reference("staging")]
            $0.decisions = DecisionLogging(file: file, key: key)
        }
        let client = try server.client()
        for number in 0..<20 {
            let members = try client.request("POST", "/v1/score", Self.question("customer:\(number)")).members
            #expect(members["model_version"]?.string == "1" && members["variant"]?.string == "champion")
        }
        let inferred = try client.request("POST", Self.infer, Self.row("customer:99")).members
        #expect(inferred["model_version"]?.string == "1")
        try server.wait {
            try client.request("GET", "/metrics").text.contains(
                #"model_infer_request_success_total{model_name="\#(TestModel.name)",model_version="2","#
                    + #"alias="staging",variant="shadow"} 21"#)
        }
        #expect(server.daemon.drain(within: .seconds(60)))
        let records = try FileSystem.read(file).split(separator: UInt8(ascii: "\n")).map {
            try CanonicalJSON.decode(DecisionRecord.self, from: Array($0), file: "log")
        }
        let shadows = records.filter { $0.variant == "shadow" }
        let champions = records.filter { $0.variant == "champion" }
        #expect(shadows.count == 21 && champions.count == 21)
        #expect(Set(shadows.map(\.entity)) == Set(champions.map(\.entity)))
        #expect(shadows.allSatisfy { $0.version == 2 } && champions.allSatisfy { $0.version == 1 })
        let model = try TestModel.package(intercept: 0.5).model
        #expect(shadows.dropLast().allSatisfy { $0.logit == model.score([1, 30, .nan].span).logit })
    }

    /// What is held is counted until it is done, that which is being done, too.
    @Test func shadowsHoldNoMoreThanTheyMay() {
        let backlog = ShadowBacklog()
        let half = ShadowBacklog.byteLimit / 2
        let seen = Mutex<[Int]>([])
        for _ in 0..<2 {
            backlog.add(bytes: half) {
                seen.withLock { $0.append(backlog.load.bytes) }
                // There is no room while it runs.
                backlog.add(bytes: half) {}
            }
        }
        backlog.add(bytes: 1) { Issue.record("there was no room") }
        #expect(backlog.load == (2, 2 * half) && backlog.dropped.load(ordering: .relaxed) == 1)
        backlog.work()
        #expect(seen.withLock { $0 } == [2 * half, half])
        // The second of the two found the room that the first had left.
        #expect(backlog.load == (1, half) && backlog.dropped.load(ordering: .relaxed) == 2)
        backlog.work()
        #expect(backlog.load == (0, 0))
        for _ in 0...ShadowBacklog.jobLimit { backlog.add(bytes: 0) {} }
        #expect(
            backlog.load.jobs == ShadowBacklog.jobLimit && backlog.dropped.load(ordering: .relaxed) == 3)
        backlog.work()
        #expect(backlog.close() == 0)
        backlog.add(bytes: 0) {}
        #expect(backlog.load == (0, 0) && backlog.dropped.load(ordering: .relaxed) == 4)
    }

    /// Whoever ends waits for shadows no longer than told, and says what was not asked.
    @Test func shadowsAreWaitedForNoLongerThanTold() throws {
        let queue = ShadowQueue()
        let isBegun = Atomic(false)
        let isFree = Atomic(false)
        let done = Atomic(0)
        defer { isFree.store(true, ordering: .relaxed) }
        queue.add(bytes: 1) {
            isBegun.store(true, ordering: .relaxed)
            while !isFree.load(ordering: .relaxed) { TestServer.nap() }
        }
        while !isBegun.load(ordering: .relaxed) { TestServer.nap() }
        for _ in 0..<3 { queue.add(bytes: 1) { done.add(1, ordering: .relaxed) } }
        // It is on still.
        #expect(queue.finish(within: .milliseconds(50)) == 3)
        #expect(queue.dropped == 3 && queue.finish(within: .zero) == 0)
        queue.add(bytes: 1) {}
        #expect(queue.dropped == 4 && done.load(ordering: .relaxed) == 0)
    }

    /// With time enough all that waits is done.
    @Test func shadowsThatWaitAreAsked() {
        let queue = ShadowQueue()
        let done = Atomic(0)
        for _ in 0..<500 { queue.add(bytes: 1) { done.add(1, ordering: .relaxed) } }
        #expect(queue.finish(within: .seconds(60)) == 0)
        #expect(done.load(ordering: .relaxed) == 500 && queue.dropped == 0)
    }

    /// A shadow that cannot be asked harms nobody.
    @Test func aFailingShadowIsOnlyCounted() throws {
        let server = try Self.server(hasFeatures: false) {
            $0.models[0].shadows = [try Self.reference("staging")]
        }
        let client = try server.client()
        for number in 0..<5 {
            let reply = try client.request("POST", "/v1/score", Self.question("customer:\(number)"))
            #expect(reply.status == 200)
        }
        try server.wait {
            try client.request("GET", "/metrics").text.contains(
                #"version="2",alias="staging",variant="shadow",reason="BACKEND"} 5"#)
        }
    }

    /// Where the canary's alias names the champion's version, or nothing, there is no canary.
    @Test func withoutAnotherVersionTheChampionAnswers() throws {
        let server = try TestServer(intercepts: [0.25]) {
            $0.models[0].canary = CanaryPlan(try Self.reference("next"), percent: 100)
        }
        let client = try server.client()
        func variant() throws -> String? {
            try client.request("POST", "/v1/score", Self.question("customer:1")).members["variant"]?.string
        }
        #expect(try variant() == "champion")
        #expect(try client.request("GET", "/v2/health/ready").status == 200)
        try TestModel.promote(1, to: "next", in: server.registry)
        let route = server.daemon.store.routes[0]
        try server.wait { route.canary?.slot.current != nil }
        #expect(try variant() == "champion")
        try TestModel.publish(intercept: 1, in: server.registry)
        try TestModel.promote(2, to: "next", in: server.registry)
        try server.wait { try variant() == "canary" }
    }
}
