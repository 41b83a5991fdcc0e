import TestKit
import Testing

@testable import Evaluation

@Suite struct NamingEvaluationTests {
    private let names = ["buyers", "regulars", "one-timers", "gone"]
    /// Regulars and one-timers are buyers.
    private let parents: [Int?] = [nil, 0, 0, nil]

    private func evaluate(_ answers: [(label: Int?, named: Int?)]) -> NamingEvaluation {
        NamingEvaluation(
            answers.map { NamingAnswer(label: $0.label, named: $0.named, guess: $0.named) }, names: names,
            parents: parents)
    }

    @Test func aNameBelowTheLabelIsRightAndOneAboveIsNot() {
        #expect(evaluate([(0, 1)]).precision == ShareEstimate(1, of: 1))
        #expect(evaluate([(1, 0)]).precision == ShareEstimate(0, of: 1))
        #expect(evaluate([(1, 2)]).precision == ShareEstimate(0, of: 1))
        let above = evaluate([(0, 1)])
        #expect(above.names[1].precision.rows == 0, "whether a buyer is a regular nobody has said")
        #expect(above.names[0].precision == ShareEstimate(1, of: 1))
        #expect(above.names[0].recall == ShareEstimate(1, of: 1))
    }

    @Test func unknownIsAnAnswer() {
        let found = evaluate([(nil, nil), (nil, 1), (1, nil), (3, 3)])
        #expect(found.accuracy == ShareEstimate(2, of: 4))
        #expect(found.coverage == ShareEstimate(2, of: 4))
        #expect(found.precision == ShareEstimate(1, of: 2))
        #expect(found.names[1].unnamed == 1 && found.names[0].unnamed == 1)
        #expect(found.confusions == [.init(label: nil, answer: "regulars", rows: 1)])
        // Who is likeliest counts for accuracy though nobody was named.
        let guessed = NamingEvaluation(
            [NamingAnswer(label: 1, named: nil, guess: 1)], names: names, parents: parents)
        #expect(guessed.accuracy.value == 1 && guessed.precision.value == nil && guessed.coverage.value == 0)
    }

    @Test func ofNothingThereIsNoShare() {
        let none = evaluate([])
        #expect(none.accuracy.value == nil && none.names.allSatisfy { $0.recall.value == nil })
    }

    /// Every figure counted one by one, over random answers.
    @Test func isWhatCountingSays() {
        var random = SplitMix64(seed: 31)
        let below = [[0, 1, 2], [1], [2], [3]]
        for _ in 0..<20 {
            let answers = (0..<(1 + random.below(60))).map { _ in
                NamingAnswer(
                    label: [nil, 0, 1, 2, 3][random.below(5)], named: [nil, 0, 1, 2, 3][random.below(5)],
                    guess: [nil, 0, 1, 2, 3][random.below(5)])
            }
            let found = NamingEvaluation(answers, names: names, parents: parents)
            func isRight(_ answer: Int?, _ label: Int?) -> Bool {
                label.map { label in answer.map { below[label].contains($0) } ?? false } ?? (answer == nil)
            }
            let given = answers.filter { $0.named != nil }
            #expect(found.accuracy.count == answers.count { isRight($0.guess, $0.label) })
            #expect(found.coverage.count == given.count && found.precision.rows == given.count)
            #expect(found.precision.count == given.count { isRight($0.named, $0.label) })
            for name in names.indices {
                func has(_ place: Int?) -> Bool { place.map { below[name].contains($0) } ?? false }
                let isAbove = { (place: Int?) in place == 0 && [1, 2].contains(name) }
                let told = answers.filter { has($0.named) && !isAbove($0.label) }
                let own = answers.filter { has($0.label) }
                #expect(
                    found.names[name].precision == ShareEstimate(told.count { has($0.label) }, of: told.count)
                )
                #expect(found.names[name].recall == ShareEstimate(own.count { has($0.named) }, of: own.count))
                #expect(found.names[name].unnamed == own.count { $0.named == nil })
            }
            let wrong = given.count { !isRight($0.named, $0.label) }
            #expect(found.confusions.map(\.rows).reduce(0, +) == wrong)
            #expect(found == NamingEvaluation(answers.reversed(), names: names, parents: parents))
        }
    }
}
