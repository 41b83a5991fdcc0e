import Glibc
import Registry
import Scoring
import Storage
import Synchronization
import TestKit
import Testing

@testable import Serving

@Suite struct ReloadTests {
    private let infer = "/v2/models/repeat-purchase/infer"

    @Test func swapsUnderLoadWithoutAFailedRequest() throws {
        let intercepts = [0.25, -0.75]
        let server = try TestServer(intercepts: intercepts)
        let expected = try intercepts.map { try TestModel.probability(intercept: $0) }
        let isDone = Atomic<Bool>(false)
        let wrong = Mutex<[String]>([])
        let seen = Mutex<[Int: Int]>([:])
        let clients = (0..<2).map { _ in
            RepeatingThread(every: .zero) {
                do {
                    let client = try server.client()
                    while !isDone.load(ordering: .relaxed) {
                        let reply = try client.request(
                            "POST", "/v2/models/repeat-purchase/infer", TestModel.inferBody)
                        let root = try JSONDocument(parsing: reply.body).root.members
                        let version = root["model_version"]?.string.flatMap { Int($0) } ?? 0
                        let value = root["outputs"]?.elements.first?.members["data"]?.elements.first?.number
                        if reply.status != 200 || !(1...2).contains(version)
                            || value?.bitPattern != expected[version - 1].bitPattern
                        {
                            wrong.withLock { $0.append("\(reply.status) \(reply.text)") }
                        }
                        seen.withLock { $0[version, default: 0] += 1 }
                    }
                } catch { wrong.withLock { $0.append("\(error)") } }
            }
        }
        // On a busy machine the clients may come late to their turn.
        func isEnough() -> Bool { seen.withLock { ($0[1] ?? 0) > 100 && ($0[2] ?? 0) > 100 } }
        var flip = 0
        while flip < 200 || !isEnough() && flip < 20_000 {
            defer { flip += 1 }
            let version = flip % 2 == 0 ? 2 : 1
            // A promotion is one rename of the alias after one line of journal; most flips are the rename alone.
            if flip < 20 {
                try TestModel.promote(version, in: server.registry)
            } else {
                try moveAlias(to: version, server)
            }
            try server.wait { server.daemon.store.slots[0].current?.version == version }
        }
        isDone.store(true, ordering: .relaxed)
        for client in clients { client.stop() }
        #expect(wrong.withLock { $0 } == [])
        #expect(isEnough(), "\(seen.withLock { $0 })")
        #expect(try server.client().request("GET", "/metrics").text.contains("leadline_model_swaps_total"))
    }

    /// The journal only tells by whom a version was promoted; a daemon that starts anew does not need it.
    @Test func aDamagedJournalKeepsNoSoundVersionFromAnswering() throws {
        let before = try TestServer()
        try overwrite(
            before.registry.model(TestModel.name).path + "/journal.jsonl", Array("{}\n".utf8))
        let server = try TestServer(intercepts: []) { $0.registry = before.registry }
        try server.wait {
            server.log.lines.contains {
                $0.contains("model.promotion_unknown") && $0.contains("journal.jsonl: line 1")
            }
        }
        let client = try server.client()
        #expect(try client.request("POST", infer, TestModel.inferBody).status == 200)
        let described = try client.request("GET", "/v2/models/\(TestModel.name)").text
        #expect(described.contains("digest") && !described.contains("promoted_by"))
    }

    @Test func requestsInFlightFinishOnTheModelTheyBeganWith() throws {
        let server = try TestServer(intercepts: [0.25, -0.75])
        weak var old: LoadedModel?
        do {
            let held = try #require(server.daemon.store.slots[0].current)
            old = held
            try TestModel.promote(2, in: server.registry)
            try server.wait { server.daemon.store.slots[0].current?.version == 2 }
            #expect(held.version == 1)
            #expect(throws: Never.self) { try held.package.replayGolden() }
        }
        // The thread that looks for news may still hold what it has just replaced.
        try server.wait { old == nil }
    }

    @Test func aBrokenVersionLeavesTheOldOneServing() throws {
        let server = try TestServer()
        let client = try server.client()
        let expected = try TestModel.probability(intercept: 0.25)
        let model = try server.registry.model(TestModel.name)
        let names = try FileSystem.names(in: model.path(ofVersion: 1))
        for (index, name) in names.enumerated() {
            let version = try TestModel.publish(intercept: Double(index + 2), in: server.registry).version
            let path = model.path(ofVersion: version) + "/" + name
            let sound = try FileSystem.read(path)
            try TestModel.promote(version, in: server.registry)
            try server.wait { server.daemon.store.slots[0].current?.version == version }
            try TestModel.promote(1, in: server.registry)
            try server.wait { server.daemon.store.slots[0].current?.version == 1 }
            var broken = sound
            broken[sound.count / 2] ^= 1
            try overwrite(path, broken)
            try moveAlias(to: version, server)
            try server.wait { server.daemon.store.slots[0].snapshot.failure?.version == version }
            let reply = try client.request("POST", infer, TestModel.inferBody)
            #expect(reply.status == 200 && reply.text.contains("[\(expected)]"))
            #expect(try client.request("GET", "/v2/health/ready").status == 200)
            let rows = try client.request("POST", "/v2/repository/index").text
            #expect(rows.contains(#""version":"1","state":"READY""#))
            #expect(rows.contains(#""version":"\#(version)","state":"UNAVAILABLE","reason":""#))
            #expect(rows.contains(name), "\(rows)")
            try server.wait {
                server.log.lines.contains { $0.contains("model.refused") && $0.contains(name) }
            }
            // Mended, it is taken up without another promotion.
            try overwrite(path, sound)
            try server.wait { server.daemon.store.slots[0].current?.version == version }
            try moveAlias(to: 1, server)
            try server.wait { server.daemon.store.slots[0].current?.version == 1 }
        }
        #expect(names.count == 4)
        #expect(
            try client.request("GET", "/metrics").text.contains("leadline_model_reload_failures_total{"))
    }

    @Test func anAliasWithoutItsVersionLeavesTheOldOneServing() throws {
        let server = try TestServer()
        for content in ["9", "x", ""] {
            try overwrite(aliasPath(server), Array((content + "\n").utf8))
            try server.wait { server.daemon.store.slots[0].snapshot.failure != nil }
            #expect(try server.client().request("POST", infer, TestModel.inferBody).status == 200)
            try moveAlias(to: 1, server)
            try server.wait { server.daemon.store.slots[0].snapshot.failure == nil }
        }
    }

    @Test func refusesAVersionWhoseGoldenRowsGiveOtherBits() throws {
        let server = try TestServer()
        var package = try TestModel.package(intercept: 7)
        package.golden[1].logit = package.golden[1].logit.nextUp
        let version = try server.registry.model(TestModel.name).publish(
            files: package.files(), kind: .scorer, recipeDigest: Digest(of: [7])
        ).version
        try TestModel.promote(version, in: server.registry)
        try server.wait { server.daemon.store.slots[0].snapshot.failure != nil }
        #expect(server.daemon.store.slots[0].snapshot.failure?.reason.contains("row 2") == true)
        #expect(server.daemon.store.slots[0].current?.version == 1)
    }

    /// Of whatever files: the manifest says what a version is for.
    @Test(arguments: PackageKind.allCases.filter { $0 != .scorer })
    func refusesAVersionOfAnotherKind(kind: PackageKind) throws {
        // A name has versions of one kind.
        let server = try TestServer(intercepts: [])
        let version = try server.registry.model(TestModel.name).publish(
            files: TestModel.package(intercept: 7).files(), kind: kind, recipeDigest: Digest(of: [7])
        ).version
        try TestModel.promote(version, in: server.registry)
        // Before that there is no such alias, which is a failure, too.
        try server.wait { server.daemon.store.slots[0].snapshot.failure?.version == version }
        let reason = try #require(server.daemon.store.slots[0].snapshot.failure).reason
        #expect(reason.contains("the version is of kind \(kind.rawValue) and gives no scores"), "\(reason)")
        #expect(server.daemon.store.slots[0].current == nil)
    }

    @Test func isLiveBeforeItIsReady() throws {
        let server = try TestServer(intercepts: [])
        let client = try server.client()
        #expect(try client.request("GET", "/v2/health/live").status == 200)
        #expect(try client.request("GET", "/v2/health/ready").status == 503)
        let reply = try client.request("POST", infer, TestModel.inferBody)
        #expect(reply.status == 503 && !reply.error.isEmpty && reply.headers["retry-after"] == "1")
        try TestModel.publish(intercept: 0.25, in: server.registry)
        try TestModel.promote(1, in: server.registry)
        try server.wait { try client.request("GET", "/v2/health/ready").status == 200 }
        #expect(try client.request("POST", infer, TestModel.inferBody).status == 200)
    }

    private func aliasPath(_ server: TestServer) throws -> String {
        try server.registry.model(TestModel.name).path + "/aliases/production"
    }

    /// Without the registry's checks, which would refuse.
    private func moveAlias(to version: Int, _ server: TestServer) throws {
        try overwrite(aliasPath(server), Array("\(version)\n".utf8))
    }

    private func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        _ = unsafe chmod(path, 0o644)
        try AtomicFile.write(bytes, to: path)
    }
}
