import Glibc
import Registry
import Storage
import TestKit
import Testing

@testable import Serving

/// Files of versions that were cut short, as a disk or a copy that ended early leaves them.
@Suite struct TruncationTests {
    private static let infer = "/v2/models/repeat-purchase/infer"

    private func write(_ bytes: [UInt8], to path: String) throws {
        _ = unsafe chmod(path, 0o644)
        try AtomicFile.write(bytes, to: path)
    }

    private func moveAlias(to version: Int, _ server: TestServer) throws {
        try write(
            Array("\(version)\n".utf8), to: server.registry.model(TestModel.name).path + "/aliases/production"
        )
    }

    @Test func aVersionOfWhichAFileWasCutShortIsRefused() throws {
        let server = try TestServer(intercepts: [0.25, -0.75])
        let client = try server.client()
        let expected = try TestModel.probability(intercept: 0.25)
        let model = try server.registry.model(TestModel.name)
        let names = try FileSystem.names(in: model.path(ofVersion: 2))
        for name in names {
            let path = model.path(ofVersion: 2) + "/" + name
            let sound = try FileSystem.read(path)
            for count in [0, 1, sound.count / 2, sound.count - 1] {
                try write(Array(sound.prefix(count)), to: path)
                try moveAlias(to: 2, server)
                try server.wait { server.daemon.store.slots[0].snapshot.failure?.version == 2 }
                let reply = try client.request("POST", Self.infer, TestModel.inferBody)
                #expect(reply.status == 200 && reply.text.contains("[\(expected)]"), "\(name) of \(count)")
                #expect(try client.request("GET", "/v2/health/ready").status == 200)
                #expect(
                    try client.request("POST", "/v2/repository/index").text.contains(name),
                    "\(name) of \(count)")
                try moveAlias(to: 1, server)
                try server.wait { server.daemon.store.slots[0].snapshot.failure == nil }
            }
            try write(sound, to: path)
        }
        #expect(names.count == 4)
        try moveAlias(to: 2, server)
        try server.wait { server.daemon.store.slots[0].current?.version == 2 }
    }

    /// What is served is in memory: whatever becomes of its files, it answers as before.
    @Test func theVersionThatServesNeedsItsFilesNoMore() throws {
        let server = try TestServer()
        let model = try server.registry.model(TestModel.name)
        let client = try server.client()
        let before = try client.request("POST", Self.infer, TestModel.inferBody)
        for name in try FileSystem.names(in: model.path(ofVersion: 1)) {
            let path = model.path(ofVersion: 1) + "/" + name
            _ = unsafe chmod(path, 0o644)
            #expect(unsafe truncate(path, 0) == 0)
        }
        for path in [Self.infer, "/v1/score"] {
            let body = path == Self.infer ? TestModel.inferBody : #"{"entity": "customer:1", "events": []}"#
            #expect(try client.request("POST", path, body).status == 200)
        }
        let after = try client.request("POST", Self.infer, TestModel.inferBody)
        #expect(after.status == 200 && after.body == before.body)
    }
}
