import Registry
import Storage
import TestKit
import Testing

@testable import Serving

/// `docs/serving.md` has every metric that `/metrics` prints, and no other.
@Suite struct MetricsTableTests {
    private static let root = String(#filePath.dropLast("Tests/ServingTests/MetricsTableTests.swift".count))

    /// The metrics of a daemon that does everything it can.
    private func printed() throws -> Set<String> {
        let folder = TemporaryDirectory()
        let key = try PseudonymKey.loadOrCreate(at: folder.path + "/key")
        let collector = try CollectorStub()
        let server = try VariantTests.server(third: 0.75) { configuration in
            configuration.models[0].canary = try VariantTests.canary(10)
            configuration.models[0].shadows = [try VariantTests.reference("next")]
            configuration.models[0].breaker = BreakerPolicy(
                slowMilliseconds: 1_000, failures: 1_000, windowSeconds: 1, coolSeconds: 1)
            configuration.decisions = DecisionLogging(file: folder.path + "/decisions", key: key)
            configuration.audit = AuditLogging(file: folder.path + "/audit")
            configuration.traces = try collector.configuration
            try TestPersonas.publish(TestPersonas.package(), in: configuration.registry)
            try TestModel.promote(1, of: TestPersonas.name, in: configuration.registry)
            configuration.personas = ServedPersonas(try ModelReference(serving: TestPersonas.name))
        }
        // The client here speaks no TLS: what only an encrypted server prints is asked of its metrics.
        let encrypted = ServingMetrics(version: "0", certificateExpiry: 0).text(
            routes: [], decisions: nil, shadows: server.daemon.service.shadows, activeRequests: 0)
        let text =
            try server.client().request("GET", "/metrics").text + String(decoding: encrypted, as: UTF8.self)
        return Set(
            text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map {
                String($0.split(separator: " ")[2])
            })
    }

    @Test func theTableIsWhatIsPrinted() throws {
        let page = String(decoding: try FileSystem.read(Self.root + "docs/serving.md"), as: UTF8.self)
        let section = try #require(page.split(separator: "## Metrics and logs\n").last)
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let names = rows.flatMap { row in
            row.split(separator: "|")[0].matches(of: /`([a-z_]+)`/).map { String($0.1) }
        }
        #expect(Set(names).count == names.count, "a metric stands twice")
        let printed = try printed()
        #expect(printed.count > 35)
        #expect(printed.subtracting(names).sorted() == [])
        #expect(Set(names).subtracting(printed).sorted() == [])
    }
}
