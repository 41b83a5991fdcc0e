import Foundation
import LinearAlgebra
import Models
import Testing

@testable import Learning

/// Vectors of words by the company they keep.
@Suite struct WordVectorizingTests {
    /// Two topics with words of their own, and words that both have.
    private func texts(_ count: Int) -> [String] {
        var random = CounterRandom(seed: 21, stream: "topics")
        let topics = [
            ["card", "pin", "blocked", "atm", "cash"], ["loan", "rate", "month", "credit", "term"],
        ]
        return (0..<count).map { number in
            (0..<8).map { _ in
                random.nextUniform() < 0.4
                    ? ["please", "help", "today"][Int(random.nextUniform() * 3)]
                    : topics[number % 2][Int(random.nextUniform() * 5)]
            }.joined(separator: " ")
        }
    }

    private func cosine(_ left: [Double], _ right: [Double]) -> Double {
        func product(_ one: [Double], _ two: [Double]) -> Double {
            zip(one, two).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return product(left, right) / (product(left, left) * product(right, right)).squareRoot()
    }

    /// Counted and weighed by hand.
    @Test func informationIsThatOfItsFormula() throws {
        let texts = [[0, 1, 2, 1], [2, 0], [1], []]
        var near = CoOccurrences(words: 3)
        for text in texts { near.add(text, window: 2) }
        var counts = [[Double]](repeating: [0, 0, 0], count: 3)
        for text in texts {
            for (place, word) in text.enumerated() {
                for (other, context) in text.enumerated() where place != other && abs(place - other) <= 2 {
                    counts[word][context] += 1
                }
            }
        }
        let sums = counts.map { $0.reduce(0, +) }
        let contexts = sums.map { pow($0, 0.75) }
        let found = near.positiveInformation()
        for word in 0..<3 {
            var row = [Double](repeating: 0, count: 3)
            for index in found.rowStarts[word]..<found.rowStarts[word + 1] {
                row[Int(found.columnIndices[index])] = found.values[index]
            }
            for context in 0..<3 {
                let chance = sums[word] * contexts[context] / contexts.reduce(0, +)
                let expected = counts[word][context] > 0 ? max(0, log(counts[word][context] / chance)) : 0
                #expect(abs(row[context] - expected) < 1e-12)
            }
        }
    }

    @Test func wordsOfATopicAreNearEachOther() throws {
        let vectors = try WordVectorizing(.init(dimensions: 3), concurrency: 2).fit(texts(200))
        func vector(_ word: String) throws -> [Double] {
            vectors.vectors[try #require(vectors.words.firstIndex(of: word))]
        }
        #expect(try cosine(vector("card"), vector("atm")) > cosine(vector("card"), vector("loan")) + 0.5)
        let (own, same, other) = (
            try #require(vectors.vector(of: "my card is blocked")),
            try #require(vectors.vector(of: "cash please, PIN")),
            try #require(vectors.vector(of: "help: credit rate"))
        )
        #expect(cosine(own, same) > cosine(own, other) + 0.5)
    }

    /// The average of weighted vectors, less what lies along the common direction.
    @Test func aTextIsTheAverageOfItsWords() throws {
        let vectors = try WordVectors(
            analyzer: TextAnalyzer(), words: ["aa", "bb"], vectors: [[1, 2], [3, -1]], weights: [0.5, 2],
            common: [0.6, 0.8])
        let average = [(0.5 + 6 + 6) / 3, (1.0 - 2 - 2) / 3]
        let share = average[0] * 0.6 + average[1] * 0.8
        let found = try #require(vectors.vector(of: "bb, unknown AA bb"))
        #expect(abs(found[0] - (average[0] - share * 0.6)) < 1e-15)
        #expect(abs(found[1] - (average[1] - share * 0.8)) < 1e-15)
        for text in ["", "unknown", "a b"] { #expect(vectors.vector(of: text) == nil) }
        let json = try JSONEncoder().encode(vectors)
        #expect(try JSONDecoder().decode(WordVectors.self, from: json) == vectors)
    }

    @Test func weightsAreThoseOfTheirShares() throws {
        let texts = texts(100)
        let vectors = try WordVectorizing(.init(dimensions: 2, smoothing: 0.01)).fit(texts)
        let words = texts.flatMap { $0.split(separator: " ") }
        for (word, weight) in zip(vectors.words, vectors.weights) {
            let share = Double(words.count { $0 == word }) / Double(words.count)
            #expect(abs(weight - 0.01 / (0.01 + share)) < 1e-14)
        }
        let common = try #require(vectors.common)
        #expect(abs(common.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
        #expect(try WordVectorizing(.init(dimensions: 2, takesOffCommon: false)).fit(texts).common == nil)
    }

    @Test func bitsDoNotDependOnThreads() throws {
        let texts = texts(400)
        let estimators = try [1, 2, 7].map { try WordVectorizing(.init(dimensions: 4), concurrency: $0) }
        let fits = try estimators.map { try $0.fit(texts) }
        #expect(fits[0] == fits[1] && fits[0] == fits[2])
        let some = texts + ["nothing known"]
        let matrices = estimators.map { $0.matrix(of: some, by: fits[0]) }
        #expect(matrices[0].elements.dropLast(4) == matrices[2].elements.dropLast(4))
        #expect(matrices[1].elements.suffix(4).allSatisfy { $0.isNaN })
        #expect(Array(matrices[0].elements[4..<8]) == fits[0].vector(of: texts[1]))
    }

    /// Of one direction nothing is left when it is taken off.
    @Test func oneDimensionIsKept() throws {
        let texts = texts(40)
        let kept = try WordVectorizing(.init(dimensions: 1, takesOffCommon: false)).fit(texts)
        #expect(kept.common == nil && texts.allSatisfy { kept.vector(of: $0)?[0] != 0 })
    }

    @Test func whatCannotBeLearnedIsRefused() throws {
        #expect(throws: LearningError.noRows) { try WordVectorizing(.init(dimensions: 2)).fit([]) }
        #expect(throws: LearningError.noTerms) { try WordVectorizing(.init(dimensions: 2)).fit(["one two"]) }
        #expect(throws: LearningError.noTerms) {
            try WordVectorizing(.init(dimensions: 2)).fit(["one", "one"])
        }
        #expect(throws: LearningError.self) { try WordVectorizing(.init(dimensions: 99)).fit(texts(20)) }
        for configuration in [
            WordVectorizing.Configuration(dimensions: 0), .init(dimensions: 2, window: 0),
            .init(dimensions: 2, smoothing: 0), .init(dimensions: 2, minimumTexts: 0), .init(dimensions: 1),
        ] {
            #expect(throws: ConfigurationError.self) { try WordVectorizing(configuration) }
        }
        func model(_ words: [String], _ vectors: [[Double]], _ weights: [Double], _ common: [Double]?) throws
        {
            _ = try WordVectors(
                analyzer: TextAnalyzer(), words: words, vectors: vectors, weights: weights, common: common)
        }
        #expect(throws: ModelError.self) { try model([], [], [], nil) }
        #expect(throws: ModelError.self) { try model(["a", "a"], [[1], [2]], [1, 1], nil) }
        #expect(throws: ModelError.self) { try model(["a", "b"], [[1], [2, 3]], [1, 1], nil) }
        #expect(throws: ModelError.self) { try model(["a"], [[.nan]], [1], nil) }
        #expect(throws: ModelError.self) { try model(["a"], [[1]], [-1], nil) }
        #expect(throws: ModelError.self) { try model(["a"], [[1]], [1], [1, 2]) }
        #expect(throws: ModelError.self) { try model(["aa"], [[1, 0]], [1], [2, 0]) }
    }

    /// What rounding leaves, nothing at all, and what is beyond all numbers are no opinions.
    @Test func nothingIsNoVector() throws {
        func vector(_ word: [Double], weight: Double, common: [Double]?) throws -> [Double]? {
            try WordVectors(
                analyzer: TextAnalyzer(), words: ["aa"], vectors: [word], weights: [weight], common: common
            ).vector(of: "aa aa aa")
        }
        #expect(try vector([0.1, 0.3], weight: 0.7, common: nil) != nil)
        let root = (0.1 * 0.1 + 0.3 * 0.3).squareRoot()
        #expect(try vector([0.1, 0.3], weight: 0.7, common: [0.1 / root, 0.3 / root]) == nil)
        #expect(try vector([0.1, 0.3], weight: 0, common: nil) == nil)
        #expect(try vector([1e90, 1e90], weight: 1e90, common: [0.6, 0.8]) == nil)
    }
}
