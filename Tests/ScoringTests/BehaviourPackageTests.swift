import Features
import Models
import Scoring
import Storage
import TestKit
import Testing

/// Embedders of behaviour as files, and as what features go by.
@Suite struct BehaviourPackageTests {
    private static func vectors() throws -> EventVectors {
        try EventVectors(
            attribute: "page",
            tokens: [EventToken(kind: "visit"), EventToken(kind: "visit", value: "prices")],
            vectors: [[0.1, -2, 1e-9], [1, 2, 3]], weights: [0.5, 0.25], halfLife: .days(30))
    }

    @Test func filesReadBackAsTheSameVectors() throws {
        let package = try BehaviourPackage(Self.vectors())
        let files = try package.files()
        let again = try BehaviourPackage(files: files)
        let vectors = try Self.vectors()
        #expect(again == package && again.vectors == vectors)
        #expect(try again.files() == files && BehaviourPackage.isIn(files))
        #expect(throws: ScoringError.self) { try EmbedderPackage(files: files) }
        guard case .events(let read) = try EventEmbedder.Content(files: files) else {
            Issue.record("it is of behaviour")
            return
        }
        #expect(read == package.vectors)
    }

    @Test func embeddersOfTextsAreTakenForWhatTheyAre() throws {
        let embedder = Embedder.words(
            try WordVectors(
                analyzer: TextAnalyzer(), words: ["card", "pin"], vectors: [[1, 2], [0.5, -2]],
                weights: [1, 1], common: nil))
        let files = try EmbedderPackage(embedder).files()
        #expect(!BehaviourPackage.isIn(files))
        guard case .texts(2, let vector) = try EventEmbedder.Content(files: files) else {
            Issue.record("it is of texts")
            return
        }
        #expect(vector("my pin") == embedder.vector(of: "my pin") && vector("?") == nil)
        #expect(throws: ScoringError.self) { try BehaviourPackage(files: files) }
    }

    @Test func hostileFilesAreRefused() throws {
        let files = try BehaviourPackage(Self.vectors()).files()
        for name in files.keys {
            var fewer = files
            fewer[name] = nil
            #expect(throws: ScoringError.missingFile(name)) { try BehaviourPackage(files: fewer) }
            var random = SplitMix64(seed: 3)
            for _ in 0..<200 {
                var damaged = files
                damaged[name] = random.damaged(files[name] ?? [])
                // It is refused, or reads as vectors that hold together.
                if let package = try? BehaviourPackage(files: damaged) {
                    #expect(package.vectors.tokens.count == package.vectors.weights.count)
                }
            }
        }
        for (old, new) in [
            ("\"formatVersion\":1", "\"formatVersion\":2"), ("\"formatVersion\":1", "\"formatVersion\":0"),
            ("\"dimensions\":3", "\"dimensions\":4"), ("\"dimensions\":3", "\"dimensions\":0"),
            ("[\"visit\"],", ""), ("[\"visit\"]", "[]"), ("\"halfLife\":\"30d\"", "\"halfLife\":\"-30d\""),
        ] {
            var changed = files
            let text = String(decoding: files[EmbedderPackage.modelFile] ?? [], as: UTF8.self)
            #expect(text.contains(old), "\(text)")
            changed[EmbedderPackage.modelFile] = Array(text.replacing(old, with: new).utf8)
            #expect(throws: ScoringError.self, "\(new)") { try BehaviourPackage(files: changed) }
        }
    }

    /// A package says by which embedders it scores, and scores nothing without them.
    @Test func aScorerKeepsTheDigestsOfItsEmbedders() throws {
        var definition = FeatureDefinition(kind: .vector)
        definition.embedder = "models:/behaviour/1"
        definition.coordinate = 1
        let files = try BehaviourPackage(Self.vectors()).files()
        let digest = Digest(of: [1])
        var package = try SampleScorer.package()
        let inputs = package.model.inputs.map(\.name)
        package.features = try FeatureSet(
            inputs.map { Feature(name: $0, definition: definition) }
        ).embedding { _ in (digest, files) }
        let written = try package.files()
        #expect(String(decoding: written[ScorerPackage.modelFile] ?? [], as: UTF8.self).contains("\(digest)"))
        let read = try ScorerPackage(files: written)
        #expect(
            read.features?.missingEmbedders == ["models:/behaviour/1"] && read.features == package.features)
        #expect(throws: ScoringError.self) { try LiveScorer(read) }
        #expect(try read.features?.embedding { _ in (digest, files) }.missingEmbedders == [])
        let error = #expect(throws: ScoringError.self) {
            try read.features?.embedding { _ in (Digest(of: [2]), files) }
        }
        #expect("\(try #require(error))".contains("models:/behaviour/1 is the embedder"))
    }
}
