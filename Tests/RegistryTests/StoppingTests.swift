import Storage
import Testing

@testable import Registry

/// A version that is stopped under an alias: the line, and what it leaves alone.
@Suite struct StoppingTests {
    private let sample: SampleRegistry
    private var model: ModelDirectory { sample.model }
    private let decision = Decision(who: "leadlined", when: "2026-03-02T00:00:00Z", why: "its errors")

    /// Production names version 1, staging version 2.
    init() throws {
        sample = try SampleRegistry()
        for seed in ["one", "two", "three"] { try sample.publish(seed) }
        try model.promote(version: 1, to: "production", by: SampleRegistry.decision)
        try model.promote(version: 2, to: "staging", by: SampleRegistry.decision)
    }

    @Test func isOneLineAndMovesNothing() throws {
        #expect(try model.stop(of: 2, under: "staging") == nil)
        #expect(try model.stop(version: 2, under: "staging", by: decision))
        // Another daemon that found the same writes nothing.
        #expect(try !model.stop(version: 2, under: "staging", by: decision))
        let line = try #require(try model.stop(of: 2, under: "staging"))
        #expect(line.action == .stop && line.alias == "staging" && line.who == "leadlined")
        #expect(try model.history().count == 3)
        #expect(try model.aliases() == ["production": 1, "staging": 2])
        #expect(try model.terms().map(\.action) == [.promote, .promote])
        #expect(try model.terms().allSatisfy { $0.until == nil })
        #expect(model.verify() == [])
        // Writers after it find nothing to finish.
        try model.approve(version: 3, by: decision)
        #expect(model.verify() == [])
        let copy = try SampleRegistry()
        _ = try copy.registry.pull("buyers", from: sample.registry)
        #expect(try copy.model.stop(of: 2, under: "staging") == line)
        #expect(copy.model.verify() == [])
    }

    @Test func lastsUntilTheAliasMoves() throws {
        try model.stop(version: 2, under: "staging", by: decision)
        try model.promote(version: 3, to: "staging", by: decision)
        #expect(try model.stop(of: 2, under: "staging") == nil)
        #expect(try model.stop(of: 3, under: "staging") == nil)
        try model.rollback(alias: "staging", by: decision)
        #expect(try model.version(of: "staging") == 2)
        #expect(try model.stop(of: 2, under: "staging") == nil)
        #expect(model.verify() == [])
    }

    @Test func isOfWhatTheAliasNames() throws {
        #expect(throws: RegistryError.self) { try model.stop(version: 1, under: "staging", by: decision) }
        #expect(throws: RegistryError.self) { try model.stop(version: 9, under: "staging", by: decision) }
        #expect(throws: RegistryError.self) { try model.stop(version: 3, under: "latest", by: decision) }
        #expect(throws: RegistryError.self) { try model.stop(version: 2, under: "nobody", by: decision) }
        #expect(try model.history().count == 2)
    }
}
