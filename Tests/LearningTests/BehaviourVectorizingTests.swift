import Features
import LinearAlgebra
import Testing

@testable import Learning

/// Vectors of what happens, by what it happens near.
@Suite struct BehaviourVectorizingTests {
    /// Two ways of going about it with kinds of their own, and kinds that both have; an hour between events.
    private func sequences(_ count: Int) -> [EventSequence] {
        var random = CounterRandom(seed: 8, stream: "behaviour")
        let ways = [["visit", "pricing", "trial"], ["ticket", "docs", "call"]]
        return (0..<count).map { number in
            var sequence = EventSequence()
            for place in 0..<12 {
                let kind =
                    random.nextUniform() < 0.3 ? "mail" : ways[number % 2][Int(random.nextUniform() * 3)]
                sequence.append(EventToken(kind: kind), at: Int64(place) * 3_600_000_000)
            }
            return sequence
        }
    }

    private func neighbours(_ vectors: EventVectors, of kind: String, _ count: Int = 2) throws -> Set<String>
    {
        let place = try #require(vectors.tokens.firstIndex(of: EventToken(kind: kind)))
        return Set(vectors.neighbours(of: place, atMost: count).map(\.token.kind))
    }

    @Test func whatComesTogetherIsNear() throws {
        let fit = try BehaviourVectorizing(.init(dimensions: 4)).fit(sequences(200))
        let vectors = fit.vectors
        #expect(
            vectors.tokens.map(\.kind) == ["call", "docs", "mail", "pricing", "ticket", "trial", "visit"])
        #expect(fit.events == 2400 && fit.unknownEvents == 0 && fit.sequences == 200)
        #expect(try neighbours(vectors, of: "visit") == ["pricing", "trial"])
        #expect(try neighbours(vectors, of: "ticket") == ["docs", "call"])
        // The most frequent kind says least.
        #expect(vectors.weights.indices.min { vectors.weights[$0] < vectors.weights[$1] } == 2)
    }

    @Test func theBitsAreTheSameInAnyOrderAndByAnyThreads() throws {
        let sequences = sequences(60)
        let configuration = BehaviourVectorizing.Configuration(dimensions: 3, halfLife: .days(2))
        let one = try BehaviourVectorizing(configuration, concurrency: 1).fit(sequences)
        #expect(try BehaviourVectorizing(configuration, concurrency: 3).fit(sequences.reversed()) == one)
        #expect(one.vectors.halfLife == .days(2) && one.vectors.dimensions == 3)
    }

    /// A value that too few have counts as its kind; a kind that too few have is not known.
    @Test func whatIsRareIsNotTold() throws {
        var sequences = (0..<4).map { _ in
            EventSequence(
                tokens: [
                    EventToken(kind: "visit", value: "home"), EventToken(kind: "visit", value: "prices"),
                    EventToken(kind: "mail"),
                ], times: [1, 2, 3])
        }
        sequences.append(
            EventSequence(
                tokens: [EventToken(kind: "visit", value: "somebody"), EventToken(kind: "oddity")],
                times: [1, 2]))
        let configuration = BehaviourVectorizing.Configuration(attribute: "page", minimumEntities: 2)
        let fit = try BehaviourVectorizing(configuration).fit(sequences)
        #expect(fit.vectors.tokens.map(\.description) == ["mail", "visit=home", "visit=prices"])
        #expect(fit.unknownEvents == 2)
        let all = try BehaviourVectorizing(.init(attribute: "page", minimumEntities: 1)).fit(sequences)
        #expect(all.vectors.tokens.count == 5 && all.unknownEvents == 0)
        // Rare values together are enough for their kind.
        sequences.append(
            EventSequence(
                tokens: [EventToken(kind: "visit", value: "else"), EventToken(kind: "mail")], times: [1, 2]))
        let kinds = try BehaviourVectorizing(configuration).fit(sequences).vectors
        #expect(kinds.tokens.map(\.description) == ["mail", "visit", "visit=home", "visit=prices"])
        #expect(kinds.code(ofKind: "visit", value: "never seen") == kinds.code(ofKind: "visit", value: nil))
        #expect(kinds.code(ofKind: "oddity", value: nil) == nil)
    }

    /// Events that are further apart than they may be do not stand near each other.
    @Test func nearIsBoundedByTime() throws {
        let sequences = (0..<6).map { _ in
            EventSequence(
                tokens: ["a", "b", "c", "d"].map { EventToken(kind: $0) }, times: [0, 10, 1_000, 1_010])
        }
        func configuration(_ within: Int64) -> BehaviourVectorizing.Configuration {
            .init(dimensions: 4, within: TimeSpan(microseconds: within), minimumEntities: 1)
        }
        let near = try BehaviourVectorizing(configuration(10)).fit(sequences).vectors
        let places = try #require(near.neighbours(of: 0, atMost: 3).first)
        #expect(places.token.kind != "b" || places.cosine < 1)
        #expect(throws: LearningError.noTokens(minimum: 1)) {
            try BehaviourVectorizing(configuration(9)).fit(sequences)
        }
    }

    @Test func onlyTheKindsThatAreNamedCount() throws {
        let fit = try BehaviourVectorizing(.init(kinds: ["visit", "pricing"])).fit(sequences(100))
        #expect(fit.vectors.tokens.map(\.kind) == ["pricing", "visit"] && fit.unknownEvents == 0)
        #expect(throws: LearningError.noRows) {
            try BehaviourVectorizing(.init(kinds: ["nothing"])).fit(sequences(10))
        }
        #expect(throws: LearningError.noRows) { try BehaviourVectorizing(.init()).fit([]) }
        #expect(throws: LearningError.noTokens(minimum: 99)) {
            try BehaviourVectorizing(.init(minimumEntities: 99)).fit(sequences(10))
        }
    }

    static let wrong: [(BehaviourVectorizing.Configuration, String)] = [
        (.init(dimensions: 0), "dimensions"), (.init(window: 0), "window"),
        (.init(smoothing: 0), "smoothing"),
        (.init(smoothing: .nan), "smoothing"), (.init(minimumEntities: 0), "minimumEntities"),
        (.init(within: TimeSpan(microseconds: 0)), "within"), (.init(halfLife: .days(-1)), "halfLife"),
    ]

    @Test(arguments: wrong) func settingsAreChecked(
        configuration: BehaviourVectorizing.Configuration, key: String
    ) {
        let error = #expect(throws: ConfigurationError.self) { try BehaviourVectorizing(configuration) }
        #expect(error?.key == key)
    }
}
