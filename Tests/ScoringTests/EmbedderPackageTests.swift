import Models
import Scoring
import Storage
import TestKit
import Testing

/// Embedders as files.
@Suite struct EmbedderPackageTests {
    private static func projection(_ direction: Float = 0.5) throws -> Embedder {
        .projection(
            try TextEmbedder(
                terms: TermBlocks(
                    words: TextVectorizer(
                        analyzer: TextAnalyzer(), isSublinear: true, columns: .terms(["card", "pin"]),
                        weights: [1.25, 2]), characters: nil),
                dimensions: 2, directions: [direction, 1, -0.25, 3]))
    }

    private static func words() throws -> Embedder {
        .words(
            try WordVectors(
                analyzer: TextAnalyzer(), words: ["card", "pin"], vectors: [[1, 2, 3], [0.1, -2, 0]],
                weights: [0.5, 0.25], common: [0, 1, 0]))
    }

    @Test func filesReadBackAsTheSameEmbedder() throws {
        for embedder in try [Self.projection(), Self.words()] {
            let package = try EmbedderPackage(embedder)
            let files = try package.files()
            let again = try EmbedderPackage(files: files)
            #expect(again == package && again.embedder == embedder)
            #expect(try again.files() == files)
            let vector = try #require(again.vector(of: "my pin"))
            #expect(vector.embedder == package.digest.description)
            #expect(vector.values == embedder.vector(of: "my pin"))
            #expect(again.vector(of: "?") == nil)
        }
    }

    /// Numbers of two embedders mean different things.
    @Test func vectorsOfTwoEmbeddersNeverMeet() throws {
        let packages = try [Self.projection(), Self.projection(0.25), Self.words()].map {
            try EmbedderPackage($0)
        }
        #expect(Set(packages.map(\.digest)).count == 3)
        let vectors = try packages.map { try #require($0.vector(of: "card")) }
        #expect(try vectors[0].similarity(to: vectors[0]) == 1)
        for (left, right) in [(0, 1), (1, 0), (0, 2)] {
            let error = ModelError.otherEmbedder(
                expected: vectors[left].embedder, found: vectors[right].embedder)
            #expect(throws: error) { try vectors[left].similarity(to: vectors[right]) }
            #expect(throws: error) { try TextVector.mean(of: [vectors[left], vectors[right]]) }
            #expect(error.description.contains("make both by one embedder"))
        }
        let mean = try TextVector.mean(of: [vectors[0], try #require(packages[0].vector(of: "pin"))])
        #expect(mean?.embedder == vectors[0].embedder && mean?.values.count == 2)
        #expect(try TextVector.mean(of: []) == nil)
        let short = TextVector(embedder: vectors[0].embedder, values: [1])
        #expect(throws: ModelError.wrongCount(of: "vector", expected: 2, found: 1)) {
            try vectors[0].similarity(to: short)
        }
    }

    @Test func hostileFilesAreRefused() throws {
        for embedder in try [Self.projection(), Self.words()] {
            let files = try EmbedderPackage(embedder).files()
            for name in files.keys {
                var fewer = files
                fewer[name] = nil
                #expect(throws: ScoringError.missingFile(name)) { try EmbedderPackage(files: fewer) }
                var random = SplitMix64(seed: 7)
                for _ in 0..<300 {
                    var damaged = files
                    damaged[name] = random.damaged(files[name] ?? [])
                    // Refused by a typed error, or an embedder that works.
                    do throws(ScoringError) {
                        _ = try EmbedderPackage(files: damaged).vector(of: "my card, pin")
                    } catch { #expect(!error.description.isEmpty) }
                }
            }
            let text = String(decoding: try #require(files["embedder.json"]), as: UTF8.self)
            for (old, new) in [
                ("\"formatVersion\":1", "\"formatVersion\":2"),
                ("\"formatVersion\":1", "\"formatVersion\":0"),
                ("\"dimensions\":\(embedder.dimensions)", "\"dimensions\":-1"),
                ("\"dimensions\":\(embedder.dimensions)", "\"dimensions\":4611686018427387904"),
                ("\"shortest\":1", "\"shortest\":0"), ("\"longest\":1", "\"longest\":1000000"),
                ("\"card\"", "\"pin\""),
            ] {
                #expect(text.contains(old))
                var wrong = files
                wrong["embedder.json"] = Array(text.replacing(old, with: new).utf8)
                #expect(throws: ScoringError.self, "\(new)") { try EmbedderPackage(files: wrong) }
            }
        }
    }
}
