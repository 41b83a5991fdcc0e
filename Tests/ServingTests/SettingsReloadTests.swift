import Glibc
import Registry
import Storage
import Synchronization
import TestKit
import Testing

@testable import Serving

@Suite struct SettingsReloadTests {
    private static let infer = "/v2/models/repeat-purchase/infer"

    @Test func limitsChangeWhileItRuns() throws {
        let server = try TestServer()
        let client = try server.client()
        #expect(try client.request("POST", Self.infer, TestModel.inferBody).status == 200)
        var wanted = server.daemon.configuration
        wanted.limits.bodyBytes = 100
        server.daemon.reload(wanted)
        #expect(try client.request("POST", Self.infer, TestModel.inferBody).status == 413)
        wanted.limits.bodyBytes = 1_000
        wanted.limits.pendingBytes = 50
        server.daemon.reload(wanted)
        #expect(try client.request("POST", Self.infer, TestModel.inferBody).status == 503)
        wanted.limits.pendingBytes = 1_000
        server.daemon.reload(wanted)
        #expect(try client.request("POST", Self.infer, TestModel.inferBody).status == 200)
        #expect(server.log.lines.count { $0.contains("settings.taken") } == 3)
        #expect(!server.log.lines.contains { $0.contains("need_restart") })
        let metrics = try client.request("GET", "/metrics").text
        #expect(metrics.contains(#"leadline_settings_reloads_total{outcome="taken"} 3"#))
    }

    @Test func saysWhatNeedsARestart() throws {
        let server = try TestServer()
        var wanted = server.daemon.configuration
        wanted.threads += 1
        wanted.listen = .standard
        wanted.limits.connections += 1
        server.daemon.reload(wanted)
        let line = try #require(server.log.lines.first { $0.contains("settings.need_restart") })
        #expect(line.contains("listen, threads, limits.connections"))
        #expect(try server.client().request("GET", "/v2").status == 200)
    }

    @Test func keysAreReadAgainThoughTheFileLooksTheSame() throws {
        let directory = TemporaryDirectory()
        let file = directory.path + "/keys"
        let key = try AccessKeys.create(name: "crm", file: file)
        let server = try TestServer(keys: try AccessKeys(file: file))
        try server.wait { try server.client().request("GET", "/v2").status == 401 }
        server.daemon.reload(server.daemon.configuration)
        #expect(server.log.lines.contains { $0.contains("keys.taken") })
        let headers = ["Authorization: Bearer \(key)"]
        #expect(try server.client().request("GET", "/v2", headers: headers).status == 200)
    }

    /// Keys that are gone or cannot be used keep no other setting from being taken: the file of keys goes its own way.
    @Test(arguments: ["", "nonsense\n"]) func keysKeepNoSettingsBack(content: String) throws {
        let directory = TemporaryDirectory()
        let file = directory.path + "/keys"
        let key = try AccessKeys.create(name: "crm", file: file)
        var settings = ServingSettings(
            registry: directory.path, models: [ServedModel(champion: try ModelReference(serving: "m"))])
        settings.access = AccessSettings()
        settings.access?.keys = file
        let start = try Daemon.Configuration(settings)
        let server = try TestServer(keys: try AccessKeys(file: file))
        let headers = ["Authorization: Bearer \(key)"]
        func status() throws -> Int {
            try server.client().request("POST", Self.infer, TestModel.inferBody, headers: headers).status
        }
        #expect(try status() == 200)
        try AtomicFile.write(Array(content.utf8), to: file, permissions: 0o600)
        #expect(throws: ServingError.self) { try Daemon.Configuration(settings) }
        settings.limits = LimitSettings()
        settings.limits?.bodyBytes = 100
        let wanted = try Daemon.Configuration(settings, before: start)
        server.daemon.reload(wanted)
        #expect(server.daemon.limits.bodyBytes == 100)
        // Nobody is let in by an empty file; one that cannot be used leaves the keys of before.
        #expect(try status() == (content.isEmpty ? 401 : 413))
        #expect(server.log.lines.contains { $0.contains(content.isEmpty ? "keys.taken" : "keys.refused") })
        let other = directory.path + "/other"
        settings.access?.keys = other
        #expect(throws: ServingError.self) { try Daemon.Configuration(settings, before: start) }
    }

    /// A file that cannot be read is read again though it looks the same, and said once.
    @Test func keysThatCouldNotBeReadAreReadAgain() throws {
        let directory = TemporaryDirectory()
        let file = directory.path + "/keys"
        let first = try AccessKeys.create(name: "first", file: file)
        let reasons = Mutex<[String]>([])
        let ring = KeyRing(try AccessKeys(file: file)) { (file) throws(ServingError) in
            if let reason = reasons.withLock({ $0.popLast() }) {
                throw .invalidKeys(file: file, line: nil, problem: reason, remedy: "wait")
            }
            return try AccessKeys(file: file, mayBeEmpty: true)
        }
        #expect(ring.refresh() == .none)
        let second = try AccessKeys.create(name: "second", file: file)
        func isAdmitted(_ key: String) -> Bool { ring.verdict(for: "Bearer \(key)").isAdmitted }
        reasons.withLock { $0 = ["full", "busy", "busy"] }
        guard case .refused(let reason) = ring.refresh() else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("busy") && isAdmitted(first) && !isAdmitted(second))
        #expect(ring.refresh() == .none)
        #expect(ring.refresh() != .none)
        #expect(ring.refresh() == .taken(keys: 2))
        #expect(isAdmitted(first) && isAdmitted(second))
        #expect(ring.refresh() == .none)
    }

    @Test func filesThatAreRefusedAreShown() throws {
        let directory = TemporaryDirectory()
        let file = directory.path + "/keys"
        let key = try AccessKeys.create(name: "crm", roles: [.admin], file: file)
        let server = try TestServer(keys: try AccessKeys(file: file))
        func shown() throws -> [Bool] {
            let text = try server.client().request(
                "GET", "/metrics", headers: ["Authorization: Bearer \(key)"]
            ).text
            return ["keys", "settings"].map { text.contains(#"leadline_file_refused{file="\#($0)"} 1"#) }
        }
        #expect(try shown() == [false, false])
        let sound = try FileSystem.read(file)
        try AtomicFile.write(Array("nonsense\n".utf8), to: file, permissions: 0o600)
        try server.wait { try shown() == [true, false] }
        server.daemon.keepSettings(because: "a test")
        #expect(try shown() == [true, true])
        try AtomicFile.write(sound, to: file, permissions: 0o600)
        try server.wait { try shown() == [false, true] }
        server.daemon.reload(server.daemon.configuration)
        #expect(try shown() == [false, false])
    }

    @Test(arguments: ["/notify", "@leadline-test"]) func theServiceManagerIsTold(name: String) throws {
        let directory = TemporaryDirectory()
        let isAbstract = name.hasPrefix("@")
        let path = isAbstract ? "\(name)-\(directory.path)" : directory.path + name
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.enumerated() { unsafe field[index] = byte }
            if isAbstract { unsafe field[0] = 0 }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count + (isAbstract ? 0 : 1))
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, length)
            }
        }
        try #require(status == 0)
        let notifier = try #require(ServiceNotifier(socket: path))
        func next() -> String {
            var block = [UInt8](repeating: 0, count: 200)
            let count = unsafe recv(socket, &block, block.count, 0)
            return String(decoding: block.prefix(max(0, count)), as: UTF8.self)
        }
        notifier.tell(.ready)
        #expect(next() == "READY=1")
        notifier.tell(.reloading)
        #expect(next().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
        notifier.tell(.stopping)
        #expect(next() == "STOPPING=1")
        #expect(ServiceNotifier(socket: nil) == nil && ServiceNotifier(socket: "notify") == nil)
    }
}
