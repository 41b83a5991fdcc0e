import Foundation
import LinearAlgebra
import Learning
import Models
import Testing

/// Dense vectors of texts, against scikit-learn and at their edges.
@Suite struct TextEmbeddingTests {
    private struct Fixture: Decodable {
        var texts: [String]
        var others: [String]
        var embedders: [Reference]

        struct Reference: Decodable {
            var name: String
            var dimensions: Int
            var blocks: [Block]
            var columns: Int
            var explained: [Double]
            var sparse: [[[Double]]]
            var lengths: [Double]
            var vectors: [[Double]]

            var configuration: TextEmbedding.Configuration {
                func block(_ unit: TextAnalyzer.Unit) -> TextVectorizing.Configuration? {
                    blocks.first { $0.unit == unit }.map {
                        .init(
                            analyzer: TextAnalyzer(
                                unit: unit, shortest: $0.shortest, longest: $0.longest),
                            minimumTexts: $0.minimumTexts, isSublinear: $0.isSublinear)
                    }
                }
                return .init(
                    terms: .init(words: block(.words), characters: block(.characters)),
                    dimensions: dimensions, tolerance: 1e-9)
            }
        }

        struct Block: Decodable {
            var unit: TextAnalyzer.Unit
            var shortest: Int
            var longest: Int
            var minimumTexts: Int
            var isSublinear: Bool
        }
    }

    private func fixture() throws -> Fixture {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/embeddings.json")
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
    }

    @Test func agreesWithScikitLearn() throws {
        let fixture = try fixture()
        #expect(fixture.embedders.count == 3)
        for reference in fixture.embedders {
            let fit = try TextEmbedding(reference.configuration, concurrency: 2).learn(fixture.texts)
            let embedder = fit.embedder
            #expect(embedder.terms.columnCount == reference.columns && fit.texts == fixture.texts.count)
            for (text, row) in zip(fixture.others, reference.sparse) {
                let vector = embedder.terms.vector(of: text)
                #expect(vector.columns == row.map { Int32($0[0]) }, "\(reference.name): \(text)")
                #expect(isNear(vector.values, row.map { $0[1] }, 1e-14), "\(reference.name): \(text)")
            }
            // Every direction is found up to its sign, which the first text that lies along it tells.
            var signs = [Double](repeating: 0, count: reference.dimensions)
            let texts = fixture.texts + fixture.others
            for (index, text) in texts.enumerated() {
                guard reference.lengths[index] > TextEmbedder.leastLength else {
                    #expect(embedder.vector(of: text) == nil, "\(reference.name): \(text)")
                    continue
                }
                let vector = try #require(embedder.vector(of: text), "\(reference.name): \(text)")
                let theirs = reference.vectors[index]
                for place in signs.indices where signs[place] == 0 && abs(theirs[place]) > 0.05 {
                    signs[place] = theirs[place].sign == vector[place].sign ? 1 : -1
                }
                for place in signs.indices {
                    #expect(
                        abs(vector[place] * (signs[place] == 0 ? 1 : signs[place]) - theirs[place]) < 2e-6,
                        "\(reference.name): \(text), \(place)")
                }
            }
            #expect(!signs.contains(0))
        }
    }

    @Test func vectorsHaveLengthOneAndReadBackAsTheSame() throws {
        let fixture = try fixture()
        let texts = (0..<300).map { fixture.texts[$0 % fixture.texts.count] + " \($0 % 37)" }
        let estimators = try [1, 2, 5].map { try TextEmbedding(.init(dimensions: 11), concurrency: $0) }
        let embedder = try estimators[0].fit(texts)
        #expect(embedder.dimensions == 11)
        #expect(try estimators[2].fit(texts) == embedder)
        let vectors = texts.map { embedder.vector(of: $0) }
        for vector in vectors {
            #expect(try abs(#require(vector).reduce(0) { $0 + $1 * $1 } - 1) < 1e-14)
        }
        for estimator in estimators {
            #expect(estimator.matrix(of: texts, by: embedder).elements == vectors.flatMap { $0 ?? [] })
        }
        let none = estimators[0].matrix(of: ["", "Ж"], by: embedder)
        #expect(none.elements.allSatisfy(\.isNaN) && none.elements.count == 22)
        let read = try JSONDecoder().decode(TextEmbedder.self, from: JSONEncoder().encode(embedder))
        #expect(read == embedder && texts.map { read.vector(of: $0) } == vectors)
    }

    @Test func fewTextsHaveFewerDimensions() throws {
        let fit = try TextEmbedding(.init(terms: .init(characters: nil))).learn([
            "one two", "two one", "three four", "four three one",
        ])
        // Two texts that are one but for the order of their words, and pairs of words that are rare.
        #expect(fit.embedder.dimensions < 4 && fit.explained.count == fit.embedder.dimensions)
        #expect(abs(fit.explained.reduce(0, +) - 1) < 1e-9)
        // No character runs are in five texts: that block is left out.
        let words = try TextEmbedding().fit(["one two", "two one"])
        #expect(words.terms.characters == nil && words.vector(of: "two") != nil)
        #expect(throws: LearningError.noTerms) { try TextEmbedding().fit(["one", "two"]) }
        #expect(throws: LearningError.noRows) { try TextEmbedding().fit([]) }
    }

    @Test func settingsOutOfTheirRangeAreRefused() {
        for configuration in [
            TextEmbedding.Configuration(dimensions: 0), .init(dimensions: 10_001), .init(tolerance: 0),
            .init(tolerance: 1), .init(tolerance: .nan), .init(terms: .init(words: nil, characters: nil)),
            .init(terms: .init(words: TermBlockVectorizing.Configuration.usualCharacters)),
            .init(terms: .init(characters: TermBlockVectorizing.Configuration.usualWords)),
            .init(terms: .init(words: .init(minimumTexts: 0))),
        ] {
            #expect(throws: ConfigurationError.self) { try TextEmbedding(configuration) }
        }
    }
}
