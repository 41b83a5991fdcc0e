import Arithmetic
import Models
import Testing

@testable import Learning

/// The number of dimensions is chosen by the log loss on rows that were held out.
@Suite struct IntentDimensionsTests {
    private let intents = ["card", "cash", "rate", "code"]

    /// Intents that two words tell together, neither of them alone.
    private func messages(_ count: Int = 160) -> (texts: [String], labels: [Int]) {
        var random = SplitMix64(seed: 5)
        let (things, deeds) = (["card", "rate"], ["lost", "wrong"])
        let fillers = ["please", "today", "thanks", "hello", "maybe", "again"]
        var (texts, labels): ([String], [Int]) = ([], [])
        for _ in 0..<count {
            let (thing, deed) = (random.next(below: 2), random.next(below: 2))
            let words = [
                fillers[random.next(below: 6)], things[thing], deeds[deed], fillers[random.next(below: 6)],
            ]
            texts.append(words.joined(separator: " "))
            labels.append(2 * thing + deed)
        }
        return (texts, labels)
    }

    private func settings(_ tried: [Int]) -> IntentSettings {
        var settings = IntentSettings(triedDimensions: tried, folds: 3)
        settings.embedding.terms.characters?.minimumTexts = 2
        return settings
    }

    @Test func theLeastLossChooses() throws {
        let (texts, labels) = messages()
        let tried = settings([1, 4, 12])
        let fit = try IntentLearning(tried, concurrency: 1).fit(texts, labels: labels, intents: intents)
        #expect(Set(fit.candidates.map(\.dimensions)) == [1, 4, 12])
        let best = try #require(fit.candidates.min { $0.logLoss < $1.logLoss })
        #expect(best.dimensions != 1 && best.strength == fit.strength)
        #expect(fit.model.features.columnCount == best.dimensions)
        #expect(try IntentLearning(tried, concurrency: 5).fit(texts, labels: labels, intents: intents) == fit)
        // What is chosen is what those who give it get.
        var given = tried
        (given.triedDimensions, given.strength) = (nil, best.strength)
        given.embedding.dimensions = try #require(best.dimensions)
        let same = try IntentLearning(given, concurrency: 2).fit(texts, labels: labels, intents: intents)
        #expect(same.model.coefficients == fit.model.coefficients && same.candidates.isEmpty)
        // A strength that is given is that of all dimensions.
        given.triedDimensions = [2, 4]
        let strong = try IntentLearning(given, concurrency: 2).fit(texts, labels: labels, intents: intents)
        #expect(strong.candidates.map(\.dimensions) == [2, 4])
        #expect(strong.candidates.allSatisfy { $0.strength == best.strength })
    }

    /// Where there are fewer directions, all there are stand for what is more.
    @Test func noMoreAreTriedThanThereAre() throws {
        let (texts, labels) = messages(40)
        let fit = try IntentLearning(settings([4, 500, 700]), concurrency: 2).fit(
            texts, labels: labels, intents: intents)
        let counts = Set(fit.candidates.compactMap(\.dimensions)).sorted()
        #expect(counts.count == 2 && counts[0] == 4 && counts[1] < 40)
        // Grams have their own columns.
        var grams = settings([4, 8])
        grams.features = .terms
        let plain = try IntentLearning(grams, concurrency: 2).fit(texts, labels: labels, intents: intents)
        #expect(plain.candidates.allSatisfy { $0.dimensions == nil } && plain.model.features.kind == .terms)
    }

    /// The first directions of an embedder, as if there had been no others.
    @Test func leadingDirectionsAreThoseOfAnEmbedder() throws {
        let (texts, _) = messages(60)
        let embedder = try TextEmbedding(.init(dimensions: 11)).fit(texts)
        for count in [1, 7, 8, 9, 11] {
            let found = embedder.leading(count)
            let columns = 0..<embedder.terms.columnCount
            let same = try TextEmbedder(
                terms: embedder.terms, dimensions: count,
                directions: columns.flatMap { embedder.directions[$0 * 11..<$0 * 11 + count] })
            #expect(found == same)
            for text in texts.prefix(5) { #expect(found.vector(of: text) == same.vector(of: text)) }
        }
    }
}
