import Learning
import Models
import Testing

/// How much words count whose vectors are known.
@Suite struct WordAveragingTests {
    private let words = ["card", "pin", "loan", "never"]
    private let vectors: [[Double]] = [[1, 0.5, 0], [0.5, 1, 0.25], [-1, 0.25, 2], [3, 3, 3]]
    private let texts = ["Card pin card", "loan", "unknown", "card loan, PIN!", ""]

    /// By the formula, over all known words of the texts.
    @Test func weightsAreThoseOfTheirShares() throws {
        let averaging = try WordAveraging(.init(smoothing: 0.01, takesOffCommon: false))
        let found = try averaging.fit(texts, words: words, vectors: vectors)
        // card three times, pin and loan twice each, of seven.
        for (word, times) in [3.0, 2, 2, 0].enumerated() {
            #expect(abs(found.weights[word] - 0.01 / (0.01 + times / 7)) < 1e-15)
        }
        #expect(found.weights[3] == 1 && found.common == nil && found.vectors == vectors)
        #expect(found.vector(of: "never") == [3, 3, 3])
    }

    /// The direction is that of the greatest singular value of the averages.
    @Test func whatIsCommonIsTakenOff() throws {
        let found = try WordAveraging(.init(smoothing: 0.01)).fit(texts, words: words, vectors: vectors)
        let kept = try WordAveraging(.init(smoothing: 0.01, takesOffCommon: false)).fit(
            texts, words: words, vectors: vectors)
        let common = try #require(found.common)
        let rows = texts.compactMap { kept.vector(of: $0) }
        #expect(rows.count == 3)
        // By the power method.
        var direction = [1.0, 1, 1]
        for _ in 0..<500 {
            var next = [0.0, 0, 0]
            for row in rows {
                let product = zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 }
                for place in 0..<3 { next[place] += product * row[place] }
            }
            let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
            direction = next.map { $0 / length }
        }
        let cosine = zip(common, direction).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(abs(cosine) - 1) < 1e-9)
        // Of one dimension nothing would be left.
        let narrow = try WordAveraging().fit(texts, words: words, vectors: vectors.map { [$0[0]] })
        #expect(narrow.common == nil)
    }

    @Test func bitsDoNotDependOnThreads() throws {
        let many = (0..<50).flatMap { number in texts.map { "\($0) \(words[number % 3])" } }
        let fits = try [1, 2, 7].map {
            try WordAveraging(concurrency: $0).fit(many, words: words, vectors: vectors)
        }
        #expect(fits[0] == fits[1] && fits[0] == fits[2])
    }

    @Test func whatCannotBeUsedIsRefused() throws {
        let averaging = try WordAveraging()
        #expect(throws: LearningError.noRows) { try averaging.fit([], words: words, vectors: vectors) }
        #expect(throws: LearningError.noTerms) {
            try averaging.fit(["other"], words: words, vectors: vectors)
        }
        for (words, vectors) in [
            ([], []), (["a"], []), (["aa", "aa"], [[1], [2]]), (["aa", "bb"], [[1, 2], [1]]),
            (["aa"], [[.nan]]),
        ] as [([String], [[Double]])] {
            let error = #expect(throws: LearningError.self) {
                try averaging.fit(["aa"], words: words, vectors: vectors)
            }
            if case .invalidModel = error { continue }
            Issue.record("\(String(describing: error))")
        }
        for smoothing in [0, -1, 1.5, .nan] {
            #expect(throws: ConfigurationError.self) { try WordAveraging(.init(smoothing: smoothing)) }
        }
    }
}
