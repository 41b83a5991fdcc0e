import Registry
import Storage
import TestKit
import Testing

/// What a version needs of other kinds.
@Suite struct EmbedderRequirementTests {
    /// A registry with an embedder and a scorer that requires it.
    private func world() throws -> (sample: SampleRegistry, embedder: PublishedVersion) {
        let sample = try SampleRegistry()
        let embedder = try sample.registry.model("behaviour").publish(
            files: ["embedder.json": [1]], kind: .embedder, recipeDigest: Digest(of: [1]))
        _ = try sample.model.publish(
            files: SampleRegistry.files("one"), kind: .scorer, recipeDigest: SampleRegistry.recipe("one"),
            requires: [embedder.digest])
        return (sample, embedder)
    }

    @Test func anEmbedderIsReadForWhoRequiresIt() throws {
        let (sample, embedder) = try world()
        let scorer = try sample.model.load(version: 1)
        #expect(try sample.registry.embedder("models:/behaviour/1", for: scorer).digest == embedder.digest)
        #expect(try sample.registry.embedder("models:/behaviour/1").digest == embedder.digest)
    }

    @Test func anotherOneIsNotTaken() throws {
        let (sample, _) = try world()
        let scorer = try sample.model.load(version: 1)
        _ = try sample.registry.model("behaviour").publish(
            files: ["embedder.json": [2]], kind: .embedder, recipeDigest: Digest(of: [2]))
        let error = #expect(throws: RegistryError.self) {
            try sample.registry.embedder("models:/behaviour/2", for: scorer)
        }
        guard case .unmetRequirement("buyers", 1, _)? = error else {
            Issue.record("\(error.map { "\($0)" } ?? "nothing")")
            return
        }
        #expect(throws: RegistryError.noSuchModel(name: "texts", known: ["behaviour", "buyers"])) {
            try sample.registry.embedder("models:/texts/1", for: scorer)
        }
        #expect(throws: RegistryError.otherKind(model: "buyers", version: 1, is: .scorer, wanted: .embedder))
        {
            try sample.registry.embedder("models:/buyers/1")
        }
        // An alias may move.
        for text in ["models:/behaviour@production", "models:/behaviour@latest", "behaviour"] {
            #expect(throws: RegistryError.invalidReference(text)) { try sample.registry.embedder(text) }
        }
    }

    @Test func aNameHasVersionsOfOneKind() throws {
        let (sample, _) = try world()
        #expect(throws: RegistryError.otherKind(model: "buyers", version: 1, is: .scorer, wanted: .embedder))
        {
            try sample.model.publish(
                files: ["embedder.json": [1]], kind: .embedder, recipeDigest: Digest(of: [3]))
        }
        let error = #expect(throws: RegistryError.self) {
            try sample.registry.model("behaviour").publish(
                files: SampleRegistry.files("one"), kind: .scorer, recipeDigest: SampleRegistry.recipe("one"))
        }
        #expect(error == .otherKind(model: "behaviour", version: 1, is: .embedder, wanted: .scorer))
        #expect("\(try #require(error))".contains("use another name"))
        #expect(try sample.model.versions() == [1])
        // What cannot be read says nothing of its kind.
        try FileSystem.remove(sample.model.path(ofVersion: 1) + "/" + Manifest.fileName)
        #expect(
            try sample.model.publish(
                files: ["embedder.json": [1]], kind: .embedder, recipeDigest: Digest(of: [3])
            ).version == 2)
    }
}
