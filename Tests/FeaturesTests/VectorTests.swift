import Features
import Settings
import TestKit
import Testing

/// Kinds that look at vectors of events, on histories that are short enough to be reckoned by hand.
@Suite("Vectors of what happened and of texts")
struct VectorTests {
    static let behaviour = "models:/behaviour/1"
    static let texts = "models:/texts/2"

    /// A vector a token along an axis of its own, weighed 1, 1/2 and 1/4; a visit to the prices is told apart.
    static func vectors(halfLife: TimeSpan? = .days(10)) throws -> EventVectors {
        try EventVectors(
            attribute: "page",
            tokens: [
                EventToken(kind: "purchase"), EventToken(kind: "visit"),
                EventToken(kind: "visit", value: "prices"),
            ],
            vectors: [[4, 0, 0], [0, 4, 0], [0, 0, 4]], weights: [1, 0.5, 0.25], halfLife: halfLife)
    }

    static func embedders(halfLife: TimeSpan? = .days(10)) throws -> [String: EventEmbedder] {
        [
            behaviour: EventEmbedder(digest: "aa", content: .events(try vectors(halfLife: halfLife))),
            texts: EventEmbedder(
                digest: "bb",
                content: .texts(dimensions: 2) { text in
                    switch text {
                    case "price": [1, 0]
                    case "help": [0, 2]
                    default: nil
                    }
                }),
        ]
    }

    static let history = [
        Fixture.event("1", "visit", at: Fixture.day(1), ["page": .text("prices")]),
        Fixture.event("2", "visit", at: Fixture.day(11), ["page": .text("docs")]),
        Fixture.event("3", "refund", at: Fixture.day(13), ["message": .text("price")]),
        Fixture.event("4", "mail", at: Fixture.day(15), ["message": .text("help")]),
        Fixture.event("5", "mail", at: Fixture.day(16), ["message": .text("?")]),
        Fixture.event("6", "visit", at: Fixture.day(18), recorded: Fixture.day(22), ["page": .text("docs")]),
    ]

    /// A feature's value as it is written, from both folds.
    static func value(
        _ text: String, of events: [Event] = history, at cutoff: Instant = Fixture.day(21)
    ) throws -> FeatureValue {
        let set = try set("{feature: \(text)}").embedding(by: embedders())
        var fold = FeatureFold(set)
        fold.reset(entity: Fixture.lead)
        fold.record(events)
        let values = fold.values(at: cutoff)
        let frame = FeatureTableFold(set, EventTable(events), concurrency: 1).frame(
            of: FrameQuestions(entities: [Fixture.lead], at: [cutoff]))
        #expect(OracleTests.bits(frame.values(ofRow: 0)) == OracleTests.bits(values))
        return values[0]
    }

    static func set(_ yaml: String) throws -> FeatureSet {
        try SettingsDocument(text: yaml, file: "features.yaml").decode(FeatureSet.self)
    }

    // The visit to the prices is ten days, one half-life, older than the other: (0, 2, 1/2) / 1.5.
    static let written: [(String, FeatureValue)] = [
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 0}", .number(0)),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 1}", .number(2 / 1.5)),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 2}", .number(0.5 / 1.5)),
        // Weighed by another half-life, 20 days.
        (
            "{kind: vector, embedder: models:/behaviour/1, coordinate: 1, halfLife: 5d}", .number(2 / 1.25)
        ),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 1, window: 12d}", .number(2)),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 1, of: refund}", .missing),
        ("{kind: similarity, embedder: models:/behaviour/1, like: [visit], window: 12d}", .number(1)),
        ("{kind: similarity, embedder: models:/behaviour/1, like: [purchase]}", .number(0)),
        ("{kind: similarity, embedder: models:/behaviour/1, like: ['visit=prices'], window: 2d}", .missing),
        // Of the last text nothing is known.
        ("{kind: vector, embedder: models:/texts/2, attribute: message, coordinate: 0}", .missing),
        (
            "{kind: vector, embedder: models:/texts/2, attribute: message, limit: 3, coordinate: 1}",
            .number(1)
        ),
        (
            "{kind: similarity, embedder: models:/texts/2, attribute: message, limit: 2, like: [help]}",
            .number(1)
        ),
        (
            "{kind: similarity, embedder: models:/texts/2, attribute: message, of: mail, limit: 9, like: [price]}",
            .number(0)
        ),
    ]

    @Test("Values by hand", arguments: written)
    func writtenKinds(text: String, expected: FeatureValue) throws {
        #expect(try Self.value(text) == expected, "\(text)")
    }

    @Test("Without new events a vector stays what it is, however old it grows")
    func age() throws {
        let text = "{kind: vector, embedder: models:/behaviour/1, coordinate: 1}"
        let young = try Self.value(text, of: Array(Self.history.prefix(5)))
        let old = try Self.value(text, of: Array(Self.history.prefix(5)), at: Fixture.day(21) + .days(30_000))
        #expect(young == old && young == .number(2 / 1.5))
    }

    @Test("The engine's vector is that of the events' sequence, to the bit")
    func sequence() throws {
        let vectors = try Self.vectors()
        var sequence = EventSequence()
        for event in Self.history where event.isKnown(at: Fixture.day(21)) {
            sequence.append(
                EventToken(kind: event.kind, value: event.attributes["page"]?.tokenValue),
                at: event.occurredAt.microseconds)
        }
        let vector = try #require(vectors.vector(of: sequence))
        for place in 0..<3 {
            let text = "{kind: vector, embedder: models:/behaviour/1, coordinate: \(place)}"
            #expect(try Self.value(text) == .number(vector[place]))
        }
        #expect(vectors.vector(of: EventSequence(tokens: [EventToken(kind: "refund")], times: [1])) == nil)
        #expect(vectors.vector(of: EventSequence()) == nil)
    }

    @Test("Several numbers are features of their own, and only definitions and digests are written")
    func columns() throws {
        let set = try Self.set(
            "{a: {kind: vector, embedder: models:/behaviour/1, coordinates: 2}, n: {kind: count}}")
        #expect(set.names == ["a_d0", "a_d1", "n"])
        #expect(set.definition(of: "a_d1")?.coordinate == 1 && set.missingEmbedders == [Self.behaviour])
        let complete = try set.embedding(by: Self.embedders())
        #expect(complete.missingEmbedders.isEmpty && Set(complete.embedders.keys) == [Self.behaviour])
        #expect(complete.attributes == ["page"] && complete.withoutEmbedders == set)
        #expect(complete.without(["a_d0", "a_d1"]).embedders.isEmpty)
        var definition = FeatureDefinition(kind: .vector)
        definition.embedder = Self.behaviour
        definition.coordinates = 2
        let both = [
            Feature(name: "a", definition: definition),
            Feature(name: "a_d1", definition: FeatureDefinition(kind: .count)),
        ]
        #expect(throws: FeatureError.duplicateFeature(name: "a_d1")) { try FeatureSet(both) }
    }

    /// What is wrong with a definition is told with its name.
    static let wrong: [(String, String)] = [
        ("{kind: vector, embedder: models:/behaviour/1}", "`coordinate` and `coordinates` are missing"),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 1, coordinates: 2}", "beside"),
        ("{kind: vector, embedder: models:/behaviour/1, coordinates: 0}", "is 0"),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: -1}", "is -1"),
        ("{kind: vector, coordinate: 1}", "needs `embedder`"),
        ("{kind: similarity, embedder: models:/behaviour/1}", "needs `like`"),
        ("{kind: count, embedder: models:/behaviour/1}", "no use for `embedder`"),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 3}", "vectors have 3 numbers"),
        ("{kind: vector, embedder: models:/behaviour/1, coordinate: 1, limit: 2}", "is of texts"),
        ("{kind: vector, embedder: models:/texts/2, coordinate: 1}", "no `attribute` has them"),
        ("{kind: vector, embedder: models:/other/1, coordinate: 1}", "which is not there"),
        ("{kind: similarity, embedder: models:/behaviour/1, like: [vist]}", "names `vist`"),
        (
            "{kind: similarity, embedder: models:/texts/2, attribute: message, like: [x y]}",
            "no word is known"
        ),
    ]

    @Test("What does not fit is refused by name", arguments: wrong)
    func refused(text: String, problem: String) throws {
        let error = #expect(throws: (any Error).self) {
            try Self.set("{feature: \(text)}").embedding(by: Self.embedders())
        }
        #expect("\(try #require(error))".contains(problem), "\(text): \(error.map { "\($0)" } ?? "")")
    }

    @Test("Another embedder than the one that was named is refused")
    func others() throws {
        let named = try Self.set("{a: {kind: vector, embedder: models:/behaviour/1, coordinate: 0}}")
            .embedding(by: Self.embedders())
        let other = [Self.behaviour: EventEmbedder(digest: "cc", content: .events(try Self.vectors()))]
        let error = FeatureError.otherEmbedder(reference: Self.behaviour, expected: "aa", found: "cc")
        #expect(throws: error) { try named.embedding(by: other) }
    }

    @Test("Vectors that do not hold together are refused")
    func invalid() throws {
        let token = EventToken(kind: "visit")
        func refuse(
            _ tokens: [EventToken], _ vectors: [[Double]], _ weights: [Double], halfLife: TimeSpan? = nil,
            attribute: String? = "page"
        ) {
            #expect(throws: FeatureError.self) {
                try EventVectors(
                    attribute: attribute, tokens: tokens, vectors: vectors, weights: weights,
                    halfLife: halfLife)
            }
        }
        refuse([], [], [])
        refuse([token], [[]], [1])
        refuse([token], [[1], [2]], [1])
        refuse([token], [[.nan]], [1])
        refuse([token], [[1]], [-1])
        refuse([token], [[1]], [1], halfLife: TimeSpan(microseconds: 0))
        refuse([token, token], [[1], [2]], [1, 1])
        refuse([EventToken(kind: "a", value: "b"), EventToken(kind: "a=b")], [[1], [2]], [1, 1])
        refuse([EventToken(kind: "a", value: "b")], [[1]], [1], attribute: nil)
    }
}
