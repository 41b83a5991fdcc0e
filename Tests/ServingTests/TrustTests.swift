import Registry
import Storage
import TestKit
import Testing

@testable import Serving

/// A daemon that is told whose signatures count loads nothing else.
@Suite struct TrustTests {
    private let keys = TemporaryDirectory()

    /// A server of two versions, the first promoted, that trusts a key's owner.
    private func server(signed versions: [Int], by signer: String, trusting trusted: String) throws
        -> TestServer
    {
        try TestServer(intercepts: []) { configuration in
            let registry = configuration.registry
            do {
                for name in Set([signer, trusted]) {
                    _ = try SigningKey.create(privateKey: path(name) + ".key", publicKey: path(name) + ".pub")
                }
                let key = try SigningKey(file: path(signer) + ".key")
                for intercept in [0.25, -0.75] { try TestModel.publish(intercept: intercept, in: registry) }
                for version in versions {
                    try registry.model(TestModel.name).sign(version: version, with: key)
                }
                try TestModel.promote(1, in: registry)
                configuration.trustedKeys = try TrustedKeys(files: [path(trusted) + ".pub"])
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    private func path(_ name: String) -> String { keys.path + "/" + name }

    private func isReady(_ server: TestServer) throws -> Bool {
        try server.client().request("GET", "/v2/health/ready").status == 200
    }

    @Test func aSignedVersionIsServedAndAnUnsignedOneIsNot() throws {
        let server = try server(signed: [1], by: "ours", trusting: "ours")
        try server.wait { try isReady(server) }
        try TestModel.promote(2, in: server.registry)
        try server.wait { server.log.lines.contains { $0.contains("model.refused") } }
        #expect(server.daemon.store.slots[0].current?.version == 1)
        let refusal = server.log.lines.first { $0.contains("model.refused") } ?? ""
        #expect(refusal.contains("version 2 of `repeat-purchase`: it is not signed"))
        // Signed afterwards, it is taken at the next try.
        try server.registry.model(TestModel.name).sign(
            version: 2, with: SigningKey(file: path("ours") + ".key"))
        try server.wait { server.daemon.store.slots[0].current?.version == 2 }
    }

    @Test func anotherKeysSignatureDoesNotCount() throws {
        let server = try server(signed: [1], by: "theirs", trusting: "ours")
        try server.wait { server.log.lines.contains { $0.contains("none of the trusted keys signed it") } }
        #expect(try !isReady(server))
        #expect(server.daemon.store.slots[0].current == nil)
    }
}
