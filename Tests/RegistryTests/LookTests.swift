import Registry
import Storage
import TestKit
import Testing

struct LookTests {
    @Test func everyLookIsCounted() throws {
        let sample = try SampleRegistry()
        let version = try sample.publish("one")
        #expect(try sample.model.looks().isEmpty)
        for count in 1...3 {
            let looks = try sample.model.look(
                version: 1, slice: "2024-01-01 to 2024-02-01", figures: Digest(of: [UInt8(count)]),
                by: SampleRegistry.decision)
            #expect(looks == count)
        }
        let looks = try sample.model.looks()
        #expect(looks.map(\.figures) == (1...3).map { Digest(of: [UInt8($0)]) })
        #expect(looks.allSatisfy { $0.version == 1 && $0.versionDigest == version.digest && $0.who == "ci" })
        #expect(sample.model.verify().isEmpty)
    }

    @Test func aLookNeedsAReasonAndAVersion() throws {
        let sample = try SampleRegistry()
        try sample.publish("one")
        var decision = SampleRegistry.decision
        decision.why = ""
        for (version, decision) in [(1, decision), (2, SampleRegistry.decision)] {
            #expect(throws: RegistryError.self) {
                try sample.model.look(version: version, slice: "x", figures: Digest(of: []), by: decision)
            }
        }
        #expect(try sample.model.looks().isEmpty)
    }

    /// A look that is taken out or changed is found.
    @Test func looksCannotBeMadeUndone() throws {
        let sample = try SampleRegistry()
        try sample.publish("one")
        for _ in 0..<3 {
            _ = try sample.model.look(
                version: 1, slice: "x", figures: Digest(of: []), by: SampleRegistry.decision)
        }
        let path = sample.model.path + "/looks.jsonl"
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        let lines: [String] = text.split(separator: "\n").map { line in String(line) + "\n" }
        let changed: String = text.replacing("gate passed", with: "gate failed")
        let shortened: String = lines[0] + lines[2]
        for broken in [shortened, changed] {
            try AtomicFile.write(Array(broken.utf8), to: path)
            #expect(sample.model.verify().contains { $0.path.hasSuffix("looks.jsonl") })
            #expect(throws: RegistryError.self) {
                _ = try sample.model.look(
                    version: 1, slice: "x", figures: Digest(of: []), by: SampleRegistry.decision)
            }
        }
    }

    @Test func aCopyKeepsTheCount() throws {
        let sample = try SampleRegistry()
        try sample.publish("one")
        let copy = Registry(root: sample.directory.path + "/copy")
        for count in 1...2 {
            _ = try sample.model.look(
                version: 1, slice: "x", figures: Digest(of: []), by: SampleRegistry.decision)
            try copy.pull("buyers", from: sample.registry)
            #expect(try copy.model("buyers").looks().count == count)
        }
        _ = try copy.model("buyers").look(
            version: 1, slice: "y", figures: Digest(of: []), by: SampleRegistry.decision)
        _ = try sample.model.look(
            version: 1, slice: "x", figures: Digest(of: []), by: SampleRegistry.decision)
        #expect(throws: RegistryError.self) { try copy.pull("buyers", from: sample.registry) }
    }

    @Test func aManifestKeepsTheMeasuredAndTheServedApart() throws {
        let sample = try SampleRegistry()
        let published = try sample.model.publish(
            files: SampleRegistry.files("one"), kind: .scorer, recipeDigest: SampleRegistry.recipe("one"),
            evaluatedDigest: Digest(of: [1]), servedDigest: Digest(of: [2]))
        let manifest = try sample.model.load(version: published.version).manifest
        #expect(manifest.evaluatedDigest == Digest(of: [1]) && manifest.servedDigest == Digest(of: [2]))
    }
}
