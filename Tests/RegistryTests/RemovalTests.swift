import Storage
import TestKit
import Testing

@testable import Registry

/// Which versions may go, and that only those go.
@Suite struct RemovalTests {
    private let sample: SampleRegistry
    private let decision = SampleRegistry.decision

    /// Versions 1 to 8: the second is in production, the third was, the fourth is approved.
    init() throws {
        sample = try SampleRegistry()
        for seed in ["one", "two", "three", "four", "five", "six", "seven", "eight"] {
            try sample.publish(seed)
        }
        try sample.model.promote(version: 3, to: "production", by: decision)
        try sample.model.promote(version: 2, to: "production", by: decision)
        try sample.model.approve(version: 4, by: decision)
    }

    private func removable(keeping newest: Int) throws -> [Int] {
        try sample.registry.removable("buyers", keeping: newest).map(\.version)
    }

    @Test func whatIsDecidedNewOrNeededStays() throws {
        #expect(try removable(keeping: 1) == [1, 5, 6, 7])
        #expect(try removable(keeping: 3) == [1, 5])
        #expect(try removable(keeping: 100) == [])
        // Another model needs version 1.
        _ = try sample.registry.model("sellers").publish(
            files: SampleRegistry.files("a"), kind: .scorer, recipeDigest: SampleRegistry.recipe("a"),
            requires: [sample.model.manifest(version: 1).digest])
        #expect(try removable(keeping: 1) == [5, 6, 7])
        // Version 5 may go live as things stand; version 6 was refused.
        _ = try sample.model.keep(sample.model.statement(ofVersion: 5, to: "production"))
        _ = try sample.model.keep(
            sample.model.statement(ofVersion: 6, to: "production", isAccepted: false))
        #expect(try removable(keeping: 1) == [6, 7])
        // Once production names another, the result of version 5 holds no more.
        try sample.model.promote(version: 8, to: "production", by: decision)
        #expect(try removable(keeping: 1) == [5, 6, 7])
        #expect(throws: RegistryError.self) { try sample.registry.removable("nobody", keeping: 1) }
    }

    @Test func removedVersionsAreGoneAndTheirNumbersTaken() throws {
        let refused = try sample.model.keep(
            sample.model.statement(ofVersion: 6, to: "production", isAccepted: false))
        _ = try sample.model.look(
            version: 5, slice: "a to b", figures: .zero, by: decision)
        let digests = try [1, 5, 6].map { try sample.model.manifest(version: $0).digest }
        let kept = try SampleRegistry.tree(sample.model.path(ofVersion: 7))
        let removed = try sample.registry.remove("buyers", keeping: 2, by: decision)
        #expect(removed.map(\.version) == [1, 5, 6] && removed.map(\.digest) == digests)
        #expect(try sample.model.versions() == [2, 3, 4, 7, 8])
        #expect(try SampleRegistry.tree(sample.model.path(ofVersion: 7)) == kept)
        #expect(try FileSystem.names(in: sample.model.path + "/versions").count == 5)
        let lines = try sample.model.history().suffix(3)
        #expect(lines.map(\.action) == [.remove, .remove, .remove] && lines.map(\.version) == [1, 5, 6])
        #expect(lines.map(\.versionDigest) == digests && lines.allSatisfy { $0.alias == nil })
        #expect(try !sample.model.gateResults().contains(refused))
        #expect(try sample.registry.verify().isEmpty)
        #expect(try sample.registry.remove("buyers", keeping: 2, by: decision).isEmpty)
        // Its recipe makes a version of a new number.
        #expect(try sample.publish("one").version == 9)
        #expect(throws: RegistryError.noSuchVersion(model: "buyers", version: 5, known: [2, 3, 4, 7, 8, 9])) {
            try sample.model.load(version: 5)
        }
    }

    @Test func aRemovalNeedsReasons() throws {
        #expect(throws: RegistryError.self) {
            try sample.registry.remove(
                "buyers", keeping: 1, by: Decision(who: "", when: decision.when, why: "x"))
        }
        try AtomicFile.write(Array("1\n".utf8), to: sample.model.path + "/aliases/production")
        #expect(throws: RegistryError.self) { try sample.registry.remove("buyers", keeping: 1, by: decision) }
        #expect(try sample.model.versions().count == 8)
    }

    @Test func whatComesBackIsNamed() throws {
        let files = try SampleRegistry.tree(sample.model.path(ofVersion: 1))
        try sample.registry.remove("buyers", keeping: 2, by: decision)
        try SampleRegistry.write(files, to: sample.model.path(ofVersion: 1))
        let findings = try sample.registry.verify()
        #expect(findings.map(\.path) == ["models/buyers/versions/1"])
        #expect(findings.first?.problem.contains("removed by line 4 of the journal") == true)
        #expect(throws: RegistryError.self) {
            try sample.model.promote(version: 1, to: "shadow", by: decision)
        }
    }

    @Test func aPullTakesNoOtherVersionAway() throws {
        let target = try SampleRegistry()
        try target.publish("of its own")
        let before = try SampleRegistry.tree(target.model.path)
        try sample.registry.remove("buyers", keeping: 2, by: decision)
        let error = #expect(throws: RegistryError.self) {
            try target.registry.pull("buyers", from: sample.registry)
        }
        #expect(error?.description.contains("removed its version 1, and the one here is another") == true)
        #expect(
            try SampleRegistry.tree(target.model.path(ofVersion: 1))
                == before.filter {
                    $0.key.hasPrefix("versions/1/")
                }.reduce(into: [:]) { $0[String($1.key.dropFirst("versions/1/".count))] = $1.value })
        #expect(try target.model.versions() == [1] && target.model.history().isEmpty)
    }

    @Test func anotherVersionUnderARemovedNumberStays() throws {
        try sample.registry.remove("buyers", keeping: 2, by: decision)
        let removed = try #require(try sample.model.history().last).version
        let other = try SampleRegistry.tree(sample.model.path(ofVersion: 2))
        try SampleRegistry.write(other, to: sample.model.path(ofVersion: removed))
        #expect(throws: Never.self) { try sample.model.approve(version: 4, by: decision) }
        #expect(try sample.model.versions().contains(removed))
        #expect(try !sample.registry.verify().isEmpty)
    }

    @Test func aPullFollows() throws {
        let target = try SampleRegistry()
        try target.registry.pull("buyers", from: sample.registry)
        try sample.registry.remove("buyers", keeping: 2, by: decision)
        let later = try SampleRegistry()
        for other in [target, later] {
            try other.registry.pull("buyers", from: sample.registry)
            #expect(try other.model.versions() == [2, 3, 4, 7, 8])
            #expect(try other.registry.verify().isEmpty)
        }
    }
}
