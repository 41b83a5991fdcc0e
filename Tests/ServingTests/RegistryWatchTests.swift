import Glibc
import Registry
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct RegistryWatchTests {
    private static let never = Duration.seconds(3_600)

    /// Looks once an hour, so that whatever is taken up earlier was told by the kernel.
    private func server(_ change: (inout Daemon.Configuration) -> Void = { _ in }) throws -> TestServer {
        try TestServer(intercepts: [0.25, -0.75]) { configuration in
            configuration.poll = Self.never
            change(&configuration)
        }
    }

    private func version(_ server: TestServer) -> Int? { server.daemon.store.slots[0].current?.version }

    @Test func aPromotionIsTakenUpLongBeforeTheNextLook() throws {
        let server = try server()
        for version in [2, 1, 2] {
            try TestModel.promote(version, in: server.registry)
            try server.wait { self.version(server) == version }
        }
        #expect(
            try server.client().request("GET", "/metrics").text.contains(
                "leadline_registry_watch{model_name=\"repeat-purchase\"} 1\n"))
        #expect(server.log.lines.contains { $0.contains("registry.watch") && $0.contains("inotify") })
    }

    @Test func aRegistryThatIsGoneAndBackIsFollowed() throws {
        let server = try server()
        let root = server.registry.root
        #expect(unsafe rename(root, root + ".away") == 0)
        try server.wait { server.daemon.store.slots[0].snapshot.failure?.cause == .missing }
        let client = try server.client()
        #expect(
            try client.request("POST", "/v2/models/repeat-purchase/infer", TestModel.inferBody).status == 200)
        #expect(
            try client.request("GET", "/metrics").text.contains(
                "leadline_model_refused{model_name=\"repeat-purchase\",model_version=\"\",reason=\"missing\"} 1\n"
            ))
        #expect(unsafe rename(root + ".away", root) == 0)
        try server.wait { server.daemon.store.slots[0].snapshot.failure == nil }
        try TestModel.promote(2, in: server.registry)
        try server.wait { self.version(server) == 2 }
    }

    @Test func aRegistryThatIsReplacedIsFollowed() throws {
        let server = try server()
        let root = server.registry.root
        let other = Registry(root: root + ".other")
        for intercept in [0.25, -0.75] { try TestModel.publish(intercept: intercept, in: other) }
        try TestModel.promote(2, in: other)
        #expect(unsafe rename(root, root + ".old") == 0)
        #expect(unsafe rename(other.root, root) == 0)
        try server.wait { self.version(server) == 2 }
        try TestModel.promote(1, in: server.registry)
        try server.wait { self.version(server) == 1 }
    }

    @Test func aModelThatComesLaterIsSeen() throws {
        let server = try TestServer(intercepts: []) { $0.poll = Self.never }
        try server.wait { server.daemon.store.slots[0].snapshot.failure != nil }
        try TestModel.publish(intercept: 0.25, in: server.registry)
        try TestModel.promote(1, in: server.registry)
        try server.wait { self.version(server) == 1 }
    }

    @Test func withoutTheKernelItLooksNowAndThen() throws {
        let server = try server {
            $0.watchesRegistry = false
            $0.poll = .milliseconds(5)
        }
        try TestModel.promote(2, in: server.registry)
        try server.wait { self.version(server) == 2 }
        #expect(
            try server.client().request("GET", "/metrics").text.contains(
                "leadline_registry_watch{model_name=\"repeat-purchase\"} 0\n"))
        #expect(server.log.lines.contains { $0.contains("registry.watch") && $0.contains("polling") })
    }

    @Test func onlyNamesThatMatterEndAWait() throws {
        let directory = TemporaryDirectory()
        let aliases = directory.path + "/models/m/aliases"
        try FileSystem.makeDirectories(aliases)
        let watch = RegistryWatch(root: directory.path)
        watch.arm(["m"])
        #expect(watch.isWatching("m") && !watch.isWatching("n"))
        try AtomicFile.write([1], to: directory.path + "/models/m/journal.jsonl")
        try AtomicFile.write([1], to: directory.path + "/models/other")
        #expect(!watch.wait(atMost: .milliseconds(1)))
        try AtomicFile.write([1], to: aliases + "/production")
        #expect(watch.wait(atMost: Self.never))
        watch.end()
        #expect(!watch.wait(atMost: Self.never))
        // The bell ends one wait; a thread that is not yet told to stop waits once more.
        #expect(!watch.wait(atMost: Self.never))
    }

    @Test func aKernelWithoutWatchesLeavesTheInterval() throws {
        let directory = TemporaryDirectory()
        try FileSystem.makeDirectories(directory.path + "/models/m/aliases")
        let watch = RegistryWatch(root: directory.path, descriptor: -1)
        watch.arm(["m"])
        #expect(!watch.isWatching("m"))
        try AtomicFile.write([1], to: directory.path + "/models/m/aliases/production")
        #expect(!watch.wait(atMost: .milliseconds(1)))
    }

    @Test func fileSystemsOfOtherHostsAreNotTrustedToTell() {
        let table = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            40 22 0:52 / /srv/registry rw,relatime - nfs4 store:/registry rw
            41 22 0:53 / /mnt/bucket rw - fuse.s3fs s3fs rw
            """
        #expect(!MountTable.isShared(device: 8 << 8 | 1, table: table))
        #expect(MountTable.isShared(device: 52, table: table))
        #expect(MountTable.isShared(device: 53, table: table))
        #expect(!MountTable.isShared(device: 99, table: table))
    }

    /// The status is everyone's, the reasons are not.
    @Test func readinessSaysWhyToThoseWhoMayKnow() throws {
        let directory = TemporaryDirectory()
        let key = try AccessKeys.create(name: "crm", roles: [.admin], file: directory.path + "/keys")
        let server = try TestServer(keys: try AccessKeys(file: directory.path + "/keys")) {
            $0.poll = Self.never
        }
        try FileSystem.makeDirectories(server.registry.model(TestModel.name).path + "/versions/9")
        try AtomicFile.write(
            Array("9\n".utf8), to: try server.registry.model(TestModel.name).path + "/aliases/production")
        try server.wait { server.daemon.store.slots[0].snapshot.failure != nil }
        let client = try server.client()
        let strangers = try client.request("GET", "/v2/health/ready")
        #expect(strangers.status == 200 && strangers.text == #"{"ready":true,"status":"ready"}"#)
        let told = try client.request("GET", "/v2/health/ready", headers: ["Authorization: Bearer \(key)"])
        #expect(told.status == 200)
        let model = try #require(told.members["models"]?.elements.first?.members)
        #expect(model["ready"]?.boolean == true && model["version"]?.string == "1")
        #expect(model["refused"]?.members["version"]?.string == "9")
        #expect(model["refused"]?.members["cause"]?.string?.isEmpty == false)
    }
}
