import Arithmetic
import Models
import Testing

@testable import Learning

@Suite struct IntentLearningTests {
    /// Messages of three intents, one in ten with a wrong label.
    private func messages(_ count: Int = 150, seed: UInt64 = 3) -> (texts: [String], labels: [Int]) {
        let topics = [
            ["my card has not arrived", "where is the new card", "card missing, please help"],
            ["cash machine kept the notes", "wrong cash from the machine", "cash taken twice"],
            ["what exchange rate applies", "the rate was wrong abroad", "rate for dollars, please"],
        ]
        var random = SplitMix64(seed: seed)
        var (texts, labels): ([String], [Int]) = ([], [])
        for row in 0..<count {
            let label = row % 3
            let words = topics[label][random.next(below: 3)]
            texts.append("\(words) \(["now", "today", "soon", "thanks"][random.next(below: 4)])")
            labels.append(random.next(below: 10) == 0 ? (label + 1) % 3 : label)
        }
        return (texts, labels)
    }

    private let intents = ["card", "cash", "rate"]

    private func settings(_ kind: IntentFeatures.Kind, dimensions: Int = 8) -> IntentSettings {
        var settings = IntentSettings(features: kind, folds: 3)
        settings.embedding.dimensions = dimensions
        settings.embedding.terms.characters?.minimumTexts = 2
        return settings
    }

    @Test(arguments: IntentFeatures.Kind.allCases)
    func intentsAreLearnedAlikeByAnyNumberOfThreads(kind: IntentFeatures.Kind) throws {
        let (texts, labels) = messages()
        let fit = try IntentLearning(settings(kind), concurrency: 1).fit(
            texts, labels: labels, intents: intents)
        #expect(fit.state == .converged && fit.nothingKnown == 0)
        for threads in [2, 5] {
            let again = try IntentLearning(settings(kind), concurrency: threads).fit(
                texts, labels: labels, intents: intents)
            #expect(again == fit)
        }
        for (text, intent) in [("CARD!", 0), ("some cash", 1), ("a rate", 2)] {
            #expect(fit.model.answer(text).likeliest == intent)
        }
        let heldOut = try #require(fit.heldOut)
        #expect(heldOut.rows.sorted() == Array(0..<150))
        #expect(
            fit.candidates.map(\.strength) == Array(IntentSettings.strengths.prefix(fit.candidates.count)))
        let best = try #require(fit.candidates.min { $0.logLoss < $1.logLoss })
        #expect(best.strength == fit.strength)
        // A tenth of the labels is wrong, and nothing tells which.
        let right = heldOut.rows.indices.count { place in
            heldOut.likeliest(place, classes: 3, temperature: fit.model.temperature).index
                == labels[heldOut.rows[place]]
        }
        #expect(right > 120 && right < 145)
    }

    /// Permuted names permute the answers, and labels without a sense are not learned.
    @Test func namesDoNotMatterAndNoiseIsNoise() throws {
        let (texts, labels) = messages()
        let learner = try IntentLearning(settings(.terms), concurrency: 2)
        // Folds are drawn intent by intent: without them nothing depends on the order of the names.
        var plain = settings(.terms)
        (plain.strength, plain.folds) = (0.1, nil)
        let ordered = try IntentLearning(plain, concurrency: 2)
        let fit = try ordered.fit(texts, labels: labels, intents: intents)
        let turned = try ordered.fit(
            texts, labels: labels.map { ($0 + 1) % 3 }, intents: ["rate", "card", "cash"])
        for text in ["card arrived", "cash now", "rate soon thanks"] {
            let (own, other) = (fit.model.answer(text), turned.model.answer(text))
            for index in 0..<3 {
                #expect(abs(own.probabilities[index] - other.probabilities[(index + 1) % 3]) < 0.02)
            }
        }
        var random = SplitMix64(seed: 9)
        let noise = labels.map { _ in random.next(below: 3) }
        let guessed = try learner.fit(texts, labels: noise, intents: intents)
        let heldOut = try #require(guessed.heldOut)
        let right = heldOut.rows.indices.count {
            heldOut.likeliest($0, classes: 3, temperature: 1).index == noise[heldOut.rows[$0]]
        }
        #expect(right < 75)
    }

    /// A model whose folds are given its rows again would be too sure; what is held out says by how much.
    @Test func theTemperatureIsThatOfRowsNotSeen() throws {
        let (texts, labels) = messages()
        var sure = settings(.terms)
        sure.strength = 1e-4
        let fit = try IntentLearning(sure, concurrency: 2).fit(texts, labels: labels, intents: intents)
        #expect(fit.model.temperature > 1.2 && fit.candidates.isEmpty && fit.strength == 1e-4)
        sure.folds = nil
        let blind = try IntentLearning(sure, concurrency: 2).fit(texts, labels: labels, intents: intents)
        #expect(blind.model.temperature == 1 && blind.heldOut == nil)
        #expect(blind.model.coefficients == fit.model.coefficients)
    }

    @Test func thePrecisionThatIsWantedIsReached() throws {
        let (texts, labels) = messages()
        var precise = settings(.terms)
        precise.precision = 0.95
        do {
            let fit = try IntentLearning(precise, concurrency: 2).fit(texts, labels: labels, intents: intents)
            let heldOut = try #require(fit.heldOut)
            let named = heldOut.rows.indices.map {
                (
                    heldOut.likeliest($0, classes: 3, temperature: fit.model.temperature),
                    labels[heldOut.rows[$0]]
                )
            }.filter { $0.0.probability >= fit.model.threshold }
            #expect(
                Double(named.count { $0.0.index == $0.1 }) >= 0.95 * Double(named.count) && !named.isEmpty)
        } catch LearningError.precisionNotReached(0.95, let best) {
            #expect(best < 0.95)
        }
        #expect(
            try AbstentionThreshold.least([0.9, 0.8, 0.8, 0.3], [true, true, false, true], precision: 0.75)
                == 0.3)
        #expect(
            try AbstentionThreshold.least([0.9, 0.8, 0.8, 0.3], [true, true, false, true], precision: 0.76)
                == 0.9)
        #expect(throws: LearningError.precisionNotReached(0.9, best: 0.5)) {
            try AbstentionThreshold.least([0.9, 0.9], [true, false], precision: 0.9)
        }
    }

    /// Later messages judge, with an intent that was not there before them.
    @Test func theLatestAreHeldOut() throws {
        var (texts, labels) = messages()
        texts += Array(repeating: "close my account", count: 4)
        labels += [3, 3, 3, 3]
        let times = texts.indices.map { Int64($0) * 1_000_000 }
        let fit = try IntentLearning(settings(.terms), concurrency: 2).fit(
            texts, labels: labels, intents: intents + ["close"], times: times)
        let heldOut = try #require(fit.heldOut)
        #expect(
            heldOut.rows == Array(124..<154) && heldOut.areSeen.suffix(4) == [false, false, false, false])
        #expect(heldOut.probabilities(0, classes: 4, temperature: 1024)[3] == 0)
        #expect(fit.model.answer("close my account").likeliest == 3)
        let learner = try IntentLearning(settings(.terms), concurrency: 2)
        let error = #expect(throws: LearningError.self) {
            try learner.fit(texts, labels: labels, intents: intents + ["close"], times: texts.map { _ in 5 })
        }
        #expect(error?.description.contains("of one time") == true)
        let early = try HeldOutRows.latest(
            [1, 1, 1, 1, 1, 1, 1, 1, 1, 2], labels: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
        #expect(early.parts[0].judged == [9])
        let late = try HeldOutRows.latest(
            [1, 1, 2, 2, 2, 2, 2, 2, 2, 2], labels: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
        #expect(late.parts[0].judged == Array(2..<10))
    }

    @Test func foldsHoldEachClassEvenly() throws {
        let labels = (0..<103).map { $0 % 10 == 0 ? 1 : $0 % 3 == 0 ? 2 : 0 }
        let split = try HeldOutRows.folds(labels, classes: 3, folds: 5, seed: 4)
        #expect(split.parts.flatMap(\.judged).sorted() == Array(0..<103))
        for part in split.parts {
            #expect(
                part.train.count + part.judged.count == 103 && Set(part.train).isDisjoint(with: part.judged))
            for label in 0..<3 {
                let (own, all) = (part.judged.count { labels[$0] == label }, labels.count { $0 == label })
                #expect(abs(Double(own) - Double(all) / 5) < 1)
            }
        }
        #expect(try HeldOutRows.folds(labels, classes: 3, folds: 5, seed: 4) == split)
        #expect(try HeldOutRows.folds(labels, classes: 3, folds: 5, seed: 5) != split)
        #expect(try HeldOutRows.folds([0, 0, 1, 1], classes: 2, folds: 20, seed: 1).parts.count == 4)
    }

    @Test func cornersAreTypedErrors() throws {
        let (texts, labels) = messages(30)
        func fit(_ texts: [String], _ labels: [Int], _ intents: [String]) throws {
            _ = try IntentLearning(settings(.terms), concurrency: 1).fit(
                texts, labels: labels, intents: intents)
        }
        #expect(throws: LearningError.noRows) { try fit([], [], intents) }
        #expect(throws: LearningError.oneClass(rows: 30)) { try fit(texts, labels.map { _ in 0 }, ["card"]) }
        #expect(throws: LearningError.emptyClass(3)) { try fit(texts, labels, intents + ["none"]) }
        #expect(throws: LearningError.unknownClass(3, row: 0, classes: 3)) {
            try fit(texts, labels.map { _ in 3 }, intents)
        }
        #expect(throws: LearningError.wrongCount(of: "labels", expected: 30, found: 29)) {
            try fit(texts, Array(labels.dropLast()), intents)
        }
        #expect(throws: LearningError.loneRow(ofClass: 3)) {
            try fit(texts + ["close my account"], labels + [3], intents + ["close"])
        }
        #expect(throws: LearningError.noTerms) {
            try fit(texts.map { _ in " " }, labels, intents)
        }
        for (key, change) in [
            ("folds", { $0.folds = 1 }), ("threshold", { $0.threshold = 2 }),
            ("precision", { $0.precision = -1 }),
            ("strength", { $0.strength = .nan }), ("strength", { $0.folds = nil }),
            (
                "precision",
                {
                    $0.precision = 0.9
                    $0.threshold = 0.5
                }
            ),
            ("dimensions", { $0.embedding.dimensions = 0 }), ("triedDimensions", { $0.triedDimensions = [] }),
            ("triedDimensions", { $0.triedDimensions = [4, 4] }),
            ("triedDimensions", { $0.triedDimensions = [0, 4] }),
            ("dimensions", { $0.triedDimensions = [4, 10_001] }),
            (
                "triedDimensions",
                {
                    $0.triedDimensions = [4]
                    ($0.folds, $0.strength) = (nil, 1)
                }
            ),
        ] as [(String, (inout IntentSettings) -> Void)] {
            var broken = IntentSettings()
            change(&broken)
            let error = #expect(throws: ConfigurationError.self) {
                try IntentLearning(broken, concurrency: 1)
            }
            #expect(error?.key == key)
        }
    }

    /// Messages of which nothing is known are not learned from, and get no intent.
    @Test func textsWithoutAWordAreLeftOut() throws {
        let (texts, labels) = messages()
        for kind in IntentFeatures.Kind.allCases {
            let fit = try IntentLearning(settings(kind), concurrency: 2).fit(
                texts + ["", "😀", "\u{7}\u{0}"], labels: labels + [0, 1, 2], intents: intents)
            let heldOut = try #require(fit.heldOut)
            #expect(fit.nothingKnown == 3 && heldOut.areKnown.count { !$0 } == 3)
            #expect(fit.model.answer("😀").abstention == .nothingKnown)
        }
    }
}
