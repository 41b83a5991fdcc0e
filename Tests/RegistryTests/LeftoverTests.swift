import Storage
import TestKit
import Testing

@testable import Registry

/// What stopped writers leave is told, and gone after the next writer.
@Suite struct LeftoverTests {
    @Test func everyKindIsToldAndCleared() throws {
        let sample = try SampleRegistry.promoted()
        let places = [
            "versions/.3.partial/model.json", "versions/.1.removed/golden.json", "aliases/.canary.partial",
            "gates/.\(String(repeating: "0", count: 64)).json.partial", "versions/2/.model.sig.partial",
        ]
        #expect(try sample.model.unfinished().isEmpty)
        for place in places {
            let path = sample.model.path + "/" + place
            try FileSystem.makeDirectories(FileSystem.parent(of: path))
            try FileSystem.createEmpty(path, permissions: 0o644)
        }
        let told = try sample.model.unfinished()
        for place in places {
            let name = "models/buyers/" + place
            #expect(told.contains { name.hasPrefix($0) }, "\(place)")
        }
        #expect(told.count == places.count)
        // It is no damage: readers see none of it.
        #expect(try sample.registry.verify().isEmpty)
        try sample.model.approve(version: 2, by: SampleRegistry.decision)
        #expect(try sample.model.unfinished().isEmpty)
        #expect(!(try SampleRegistry.tree(sample.model.path)).keys.contains { $0.contains("partial") })
        #expect(try sample.registry.verify().isEmpty)
    }

    /// Whoever was killed between the journal's line and the alias's move, and rolls back again, goes back once.
    @Test func aRollbackThatWasInterruptedIsNotTakenTwice() throws {
        let sample = try SampleRegistry.promoted()
        try sample.publish("three")
        try sample.model.promote(version: 3, to: "production", by: SampleRegistry.decision)
        let before = try FileSystem.read(sample.model.path + "/aliases/production")
        try sample.model.rollback(alias: "production", by: SampleRegistry.decision)
        let lines = try sample.model.history().count
        // As the kill left it: the line is there, the alias is prepared.
        try AtomicFile.write(before, to: sample.model.path + "/aliases/production")
        try AtomicFile.write(Array("2\n".utf8), to: sample.model.path + "/aliases/.production.partial")
        #expect(try sample.registry.verify().isEmpty)
        let move = try sample.model.rollback(alias: "production", by: SampleRegistry.decision)
        #expect(move == AliasMove(alias: "production", from: 3, to: 2))
        #expect(try sample.model.history().count == lines)
        // The next one is another.
        #expect(try sample.model.rollback(alias: "production", by: SampleRegistry.decision).to == 1)
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func aPullNeedsWhatTheLinesRestOn() throws {
        for isVersion in [true, false] {
            let source = try SampleRegistry.promoted()
            let target = try SampleRegistry()
            let result = try #require(try source.model.history().last?.gateResultDigest)
            try FileSystem.remove(
                source.model.path
                    + (isVersion ? "/versions/2" : "/" + ModelDirectory.place(ofGateResult: result)))
            let error = #expect(throws: RegistryError.self) {
                try target.registry.pull("buyers", from: source.registry)
            }
            let expected = isVersion ? "is about version 2, which is not there" : "of the journal rests on it"
            #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
            #expect(try target.model.versions().isEmpty && target.model.history().isEmpty)
        }
    }
}
