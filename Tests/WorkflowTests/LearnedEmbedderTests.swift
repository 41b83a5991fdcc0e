import Learning
import Registry
import Scoring
import Storage
import TestKit
import Testing

@testable import Workflow

@Suite struct LearnedEmbedderTests {
    /// The same texts and settings find their version again; one of them that embeds otherwise is not taken for it.
    @Test func aVersionThatEmbedsOtherwiseIsNotTakenForTheSame() throws {
        let folder = TemporaryDirectory()
        let path = folder.path + "/texts.csv"
        let words = [
            "card lost", "card stolen", "refund late", "refund missing", "card refund", "lost refund",
        ]
        try AtomicFile.write(Array(("text\n" + words.joined(separator: "\n") + "\n").utf8), to: path)
        let learned = try LearnedEmbedder(
            from: path, column: "text",
            settings: .words(.init(dimensions: 2, minimumTexts: 1)), concurrency: 1)
        let registry = Registry(root: folder.path + "/registry")
        let first = try learned.publish(as: "messages", in: registry, program: "test")
        #expect(first.isNew && first.manifest.servedDigest == learned.package.digest)
        let second = try learned.publish(as: "messages", in: registry, program: "test")
        #expect(!second.isNew && second.version == first.version)
        // As another kind of processor makes it: the same recipe, other numbers.
        let other = try registry.model("others").publish(
            files: ["embedder.json": [1]], kind: .embedder, recipeDigest: first.manifest.recipeDigest,
            servedDigest: Digest(of: [1]))
        #expect(other.isNew)
        let error = #expect(throws: WorkflowError.self) {
            try learned.publish(as: "others", in: registry, program: "test")
        }
        #expect("\(try #require(error))".contains("others@1"))
    }
}
