import Glibc
import Registry
import Storage
import TestKit
import Testing

@Suite struct PublishingTests {
    private let sample: SampleRegistry

    init() throws { sample = try SampleRegistry() }

    @Test func numbersCountFromOne() throws {
        #expect(try sample.registry.modelNames().isEmpty)
        #expect(try sample.model.versions().isEmpty)
        #expect(try sample.publish("one").version == 1)
        #expect(try sample.publish("two").version == 2)
        for seed in 3...12 { #expect(try sample.publish("\(seed)").version == seed) }
        #expect(try sample.model.versions() == Array(1...12))
        #expect(try sample.registry.modelNames() == ["buyers"])
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func aVersionComesBackByteForByte() throws {
        let published = try sample.publish("one")
        let loaded = try sample.model.load(version: 1)
        #expect(loaded.files == SampleRegistry.files("one"))
        #expect(loaded.digest == published.digest)
        #expect(loaded.digest == (try Digest.file(sample.model.path(ofVersion: 1) + "/manifest.json")))
        #expect(loaded.manifest == published.manifest)
        #expect(
            loaded.manifest.files.map(\.name) == [
                "empty.txt", "golden.json", "model.json", "weights.safetensors",
            ])
    }

    @Test func theSameRecipeIsTheSameVersion() throws {
        let first = try sample.publish("one")
        try sample.publish("two")
        let again = try sample.publish("one")
        #expect(first.isNew && !again.isNew)
        #expect(again.version == 1 && again.digest == first.digest)
        #expect(try sample.model.find(recipeDigest: SampleRegistry.recipe("two"))?.version == 2)
        #expect(try sample.model.find(recipeDigest: SampleRegistry.recipe("none")) == nil)
    }

    @Test func equalContentGivesEqualBytesInAnyRegistry() throws {
        let other = try SampleRegistry()
        #expect(try sample.publish("one").digest == other.publish("one").digest)
    }

    @Test func aDamagedVersionIsNotReturnedForItsRecipe() throws {
        try sample.publish("one")
        try AtomicFile.write([1], to: sample.model.path(ofVersion: 1) + "/golden.json")
        let again = try sample.publish("one")
        #expect(again.isNew && again.version == 2)
    }

    @Test func aNumberInTheJournalIsNeverTakenAgain() throws {
        try sample.publish("one")
        try sample.publish("two")
        try sample.model.promote(version: 2, to: "production", by: SampleRegistry.decision)
        try FileSystem.remove(sample.model.path(ofVersion: 2))
        #expect(try sample.publish("three").version == 3)
    }

    @Test func namesThatAreNotSafeAreRefused() throws {
        let bad = ["", ".x", "A", "a/b", "..", "é", "latest", String(repeating: "a", count: 65)]
        for name in bad {
            #expect(throws: RegistryError.invalidName(kind: "a model", name: name)) {
                try sample.registry.model(name)
            }
        }
        for name in ["manifest.json", "a/b", ".hidden", "", ".."] {
            #expect(throws: RegistryError.invalidFileName(name)) {
                try sample.model.publish(
                    files: [name: [1]], kind: .scorer, recipeDigest: SampleRegistry.recipe("x"))
            }
        }
        #expect(!FileSystem.exists(sample.registry.root))
    }

    @Test func concurrentPublishersNeverShareANumber() async throws {
        let model = sample.model
        let versions = try await withThrowingTaskGroup(of: [Int].self) { group in
            for writer in 0..<6 {
                group.addTask {
                    try (0..<5).map { number in
                        try model.publish(
                            files: SampleRegistry.files("\(writer)-\(number)"), kind: .scorer,
                            recipeDigest: SampleRegistry.recipe("\(writer)-\(number)")
                        ).version
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(versions.sorted() == Array(1...30))
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func concurrentPublishersOfOneRecipeMakeOneVersion() async throws {
        let sample = sample
        let published = try await withThrowingTaskGroup(of: PublishedVersion.self) { group in
            for _ in 0..<8 { group.addTask { try sample.publish("same") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(published.map(\.version)) == [1])
        #expect(published.count { $0.isNew } == 1)
    }

    @Test func aRegistryThatCannotBeMadeIsATypedError() throws {
        let file = sample.directory.path + "/file"
        try AtomicFile.write([1], to: file)
        let model = try Registry(root: file + "/registry").model("buyers")
        let error = #expect(throws: RegistryError.self) {
            try model.publish(files: ["a": [1]], kind: .scorer, recipeDigest: SampleRegistry.recipe("x"))
        }
        guard case .notWritable? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(
            error?.description.contains("the registry cannot be written (it is a file, not a directory)")
                == true)
        #expect(try FileSystem.read(file) == [1])
    }

    // The superuser may write to a directory whatever its mode.
    @Test(.enabled(if: geteuid() != 0, "modes do not bind the superuser"))
    func aReadOnlyRegistryStaysAsItIs() throws {
        try sample.publish("one")
        let before = try SampleRegistry.tree(sample.registry.root)
        let places = [sample.model.path + "/versions", sample.model.path + "/aliases", sample.model.path]
        for path in places { unsafe chmod(path, 0o555) }
        unsafe chmod(sample.model.path + "/.lock", 0o444)
        let error = #expect(throws: RegistryError.self) { try sample.publish("two") }
        if case .notWritable? = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try sample.publish("one").isNew == false)
        #expect(throws: RegistryError.self) {
            try sample.model.promote(version: 1, to: "production", by: SampleRegistry.decision)
        }
        for path in places { unsafe chmod(path, 0o755) }
        #expect(try SampleRegistry.tree(sample.registry.root) == before)
    }
}
