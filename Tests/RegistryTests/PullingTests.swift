import Registry
import Storage
import Testing

@Suite struct PullingTests {
    @Test func aCopyIsTheSameBytes() throws {
        let source = try SampleRegistry.promoted()
        let target = try SampleRegistry()
        let result = try target.registry.pull("buyers", from: source.registry)
        #expect(result.versions == [1, 2] && result.entries == 4)
        #expect(files(target) == files(source))
        let again = try target.registry.pull("buyers", from: source.registry)
        #expect(again.versions.isEmpty && again.entries == 0)
    }

    @Test func laterDecisionsFollow() throws {
        let source = try SampleRegistry.promoted()
        let target = try SampleRegistry()
        try target.registry.pull("buyers", from: source.registry)
        try source.publish("three")
        try source.model.promote(version: 3, to: "production", by: SampleRegistry.decision)
        try source.model.rollback(alias: "production", by: SampleRegistry.decision)
        try source.model.retire(version: 3, by: SampleRegistry.decision)
        let result = try target.registry.pull("buyers", from: source.registry)
        #expect(result.versions == [3] && result.entries == 3)
        #expect(files(target) == files(source))
        #expect(try target.registry.verify().isEmpty)
    }

    /// What a host saw of a version that it tries is its own line, and keeps no decision from coming.
    @Test func aCanaryThatWasStoppedHereHoldsNothingUp() throws {
        let source = try SampleRegistry.promoted()
        let target = try SampleRegistry()
        try target.registry.pull("buyers", from: source.registry)
        // Later than what is decided elsewhere meanwhile.
        let later = Decision(who: "leadlined", when: "2999-01-01T00:00:00Z", why: "errors")
        #expect(try target.model.stop(version: 1, under: "staging", by: later))
        #expect(try target.registry.pull("buyers", from: source.registry).entries == 0)
        #expect(try target.model.stop(of: 1, under: "staging") != nil)
        try source.publish("three")
        try source.model.promote(version: 3, to: "staging", by: SampleRegistry.decision)
        let result = try target.registry.pull("buyers", from: source.registry)
        #expect(result.versions == [3] && result.entries == 1)
        #expect(try target.model.version(of: "staging") == 3)
        #expect(try target.model.stop(of: 3, under: "staging") == nil)
        #expect(try target.registry.verify().isEmpty)
        // Lines of the source that tell of a stop come over, once.
        try source.model.stop(version: 3, under: "staging", by: later)
        #expect(try target.registry.pull("buyers", from: source.registry).entries == 1)
        #expect(try target.registry.pull("buyers", from: source.registry).entries == 0)
        #expect(try target.model.stop(of: 3, under: "staging") != nil)
        // A decision of its own still is a conflict.
        try target.model.approve(version: 1, by: later)
        #expect(throws: RegistryError.self) { try target.registry.pull("buyers", from: source.registry) }
    }

    /// An alias and a number become names of files: no line of a journal may name any.
    @Test(arguments: [
        ("\"alias\":\"shadow\"", "\"alias\":\"../../../outside\""),
        ("\"alias\":\"shadow\"", "\"alias\":\"latest\""),
        ("\"version\":2", "\"version\":9223372036854775807"), ("\"version\":2", "\"version\":0"),
    ])
    func aLineNamesNoOtherFile(_ own: String, _ forged: String) throws {
        let source = try SampleRegistry.promoted()
        let line = String(
            decoding: try CanonicalJSON.encode(try #require(try source.model.history().last)), as: UTF8.self)
        #expect(line.contains(own))
        #expect(throws: StorageError.self) {
            try CanonicalJSON.decode(
                JournalEntry.self, from: Array(line.replacing(own, with: forged).utf8), file: "journal.jsonl")
        }
    }

    @Test func aDamagedGateResultIsReplaced() throws {
        let source = try SampleRegistry.promoted()
        let target = try SampleRegistry()
        try target.registry.pull("buyers", from: source.registry)
        let result = try #require(try source.model.gateResults().first)
        try AtomicFile.write([1], to: target.model.path + "/gates/\(result).json")
        #expect(try !target.registry.verify().isEmpty)
        try target.registry.pull("buyers", from: source.registry)
        #expect(files(target) == files(source))
    }

    @Test func whatDiffersIsAConflict() throws {
        let source = try SampleRegistry.promoted()
        let target = try SampleRegistry()
        try target.publish("other")
        let before = files(target)
        let error = #expect(throws: RegistryError.self) {
            try target.registry.pull("buyers", from: source.registry)
        }
        guard case .conflict? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(files(target) == before)
        try target.model.promote(version: 1, to: "production", by: SampleRegistry.decision)
        #expect(throws: RegistryError.self) { try target.registry.pull("buyers", from: source.registry) }
    }

    @Test func aDamagedSourceIsRefused() throws {
        let source = try SampleRegistry.promoted()
        try AtomicFile.write([1], to: source.model.path(ofVersion: 2) + "/golden.json")
        let target = try SampleRegistry()
        #expect(throws: RegistryError.self) { try target.registry.pull("buyers", from: source.registry) }
        #expect(try target.model.aliases().isEmpty)
        #expect(throws: RegistryError.noSuchModel(name: "sellers", known: ["buyers"])) {
            try target.registry.pull("sellers", from: source.registry)
        }
    }

    private func files(_ sample: SampleRegistry) -> [String: [UInt8]]? {
        try? SampleRegistry.tree(sample.registry.root).filter { !$0.key.hasSuffix("/.lock") }
    }
}
