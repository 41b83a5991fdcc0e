import Features
import Registry
import Storage
import TestKit
import Testing

@testable import Serving

@Suite struct TransportTests {
    private let folder = TemporaryDirectory()

    /// The certificate's files, as settings name them.
    private func files(
        chain: String = TestCertificate.chain, key: String = TestCertificate.key, mode: UInt32 = 0o600
    ) throws -> TransportSettings {
        let settings = TransportSettings(
            certificate: folder.path + "/chain.pem", key: folder.path + "/key.pem")
        try AtomicFile.write(Array(chain.utf8), to: settings.certificate)
        try AtomicFile.write(Array(key.utf8), to: settings.key, permissions: mode)
        return settings
    }

    private func server() throws -> TestServer {
        let certificate = try ServerCertificate(files())
        return try TestServer(intercepts: []) { $0.certificate = certificate }
    }

    /// What curl says, its exit code behind it.
    private func curl(_ arguments: String...) throws -> String {
        var process = try ChildProcess(
            ["curl", "--silent", "--show-error", "--max-time", "60", "--cacert", folder.path + "/chain.pem"]
                + arguments)
        var text: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while case let count = try process.read(into: &block), count > 0 { text += block[..<count] }
        return String(decoding: text, as: UTF8.self) + " \(process.finish())"
    }

    @Test func answersWhoeverTrustsTheCertificate() throws {
        let server = try server()
        let place = "https://127.0.0.1:\(server.daemon.address.port)/v2/health/live"
        let reply = try curl(place)
        #expect(reply.contains("live") && reply.hasSuffix(" 0"), "\(reply)")
        #expect(try curl("--tls-max", "1.2", place).hasSuffix(" 0"))
        #expect(try curl("--tlsv1.3", place).hasSuffix(" 0"))
        #expect(!server.log.lines.contains { $0.contains("server.unencrypted") })
    }

    @Test func speaksNothingOlderAndNothingPlain() throws {
        let server = try server()
        let port = server.daemon.address.port
        let old = try curl(
            "--tlsv1.0", "--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0",
            "https://127.0.0.1:\(port)/v2/health/live")
        #expect(!old.contains("live") && !old.hasSuffix(" 0"), "\(old)")
        let plain = try curl("http://127.0.0.1:\(port)/v2/health/live")
        #expect(!plain.contains("live") && !plain.hasSuffix(" 0"), "\(plain)")
        // Those who spoke something else have harmed nobody.
        #expect(try curl("https://127.0.0.1:\(port)/v2/health/live").hasSuffix(" 0"))
    }

    @Test func aKeyThatOthersMayReadIsRefused() throws {
        let settings = try files(mode: 0o644)
        #expect(throws: StorageError.self) { try ServerCertificate(settings) }
    }

    @Test func aKeyThatDoesNotFitIsRefused() throws {
        for (key, problem) in [
            ("no key at all", "it holds no private key in PEM"),
            (
                TestCertificate.otherKey,
                "it is not the key of the first certificate of \(folder.path)/chain.pem"
            ),
        ] {
            let error = try #require(throws: StorageError.self) { try ServerCertificate(files(key: key)) }
            #expect(error.description.contains("key.pem") && error.description.contains(problem), "\(error)")
        }
        let none = try #require(throws: StorageError.self) { try ServerCertificate(files(chain: "none")) }
        #expect(none.description.contains("it holds no certificate in PEM"), "\(none)")
    }

    @Test func aChainThatTheLibraryRefusesEndsTheStart() throws {
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        let certificate = try ServerCertificate(files(chain: TestCertificate.chain + broken))
        let registry = Registry(root: folder.path)
        var configuration = Daemon.Configuration(
            registry: registry, models: [ServedModel(champion: try ModelReference(serving: "any"))],
            access: .open)
        configuration.listen = try ListenAddress("127.0.0.1:0")
        configuration.certificate = certificate
        #expect(throws: ServingError.invalidCertificate(file: folder.path + "/chain.pem")) {
            try Daemon(configuration, log: ServingLog { _ in })
        }
    }

    /// `--check` tells two weeks before.
    @Test func aCertificateThatEndsIsTold() throws {
        let certificate = try ServerCertificate(files())
        let end = try Instant("2126-10-29T08:43:38Z")
        func warning(_ seconds: Int64) -> String? {
            Daemon.Configuration.warning(
                of: certificate, at: Instant(microseconds: end.microseconds - seconds * 1_000_000))
        }
        #expect(warning(14 * 86_400) == nil)
        let soon = try #require(warning(14 * 86_400 - 1))
        #expect(soon.contains("chain.pem is valid until 2126-10-29T08:43:38Z: renew it"), "\(soon)")
        let late = try #require(warning(-1))
        #expect(late.contains("was valid until 2126-10-29T08:43:38Z, and clients refuse it"), "\(late)")
    }

    /// Clients may refuse a chain as soon as any of it is over.
    @Test func theChainEndsWithItsFirstToEnd() throws {
        let end = Int(try Instant("2081-08-26T15:17:08Z").microseconds / 1_000_000)
        for chain in [
            TestCertificate.chain + TestCertificate.above,
            TestCertificate.chain + TestCertificate.above + "?",
        ] {
            #expect(try ServerCertificate(files(chain: chain)).expiry == end)
        }
        #expect(try ServerCertificate(files()).expiry > end)
    }

    /// The metric tells when.
    @Test func theEndOfTheCertificateIsInTheMetrics() throws {
        let server = try server()
        let end = try Instant("2126-10-29T08:43:38Z").microseconds / 1_000_000
        let reply = try curl("https://127.0.0.1:\(server.daemon.address.port)/metrics")
        #expect(reply.contains("\nleadline_certificate_expiry_timestamp_seconds \(end)\n"))
    }

    @Test func anotherCertificateNeedsARestart() throws {
        let server = try server()
        var wanted = server.daemon.configuration
        wanted.certificate = nil
        server.daemon.reload(wanted)
        let line = try #require(server.log.lines.first { $0.contains("settings.need_restart") })
        #expect(line.contains(#""settings":"tls""#), "\(line)")
    }

    @Test func pathsAreRelativeToTheSettings() throws {
        let file = folder.path + "/serving.yaml"
        let text = ServingSettingsTests.least + "tls: {certificate: chain.pem, key: key.pem}\n"
        try AtomicFile.write(Array(text.utf8), to: file)
        let wanted = try files()
        #expect(try ServingSettings(file: file).tls == wanted)
        #expect(
            try Daemon.Configuration(ServingSettings(file: file)).certificate == ServerCertificate(wanted))
    }
}
