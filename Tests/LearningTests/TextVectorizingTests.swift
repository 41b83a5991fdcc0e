import Foundation
import LinearAlgebra
import Learning
import Models
import Testing

/// Texts as vectors, against scikit-learn and in many scripts.
@Suite struct TextVectorizingTests {
    private struct Fixture: Decodable {
        var texts: [String]
        var vectorizers: [Reference]

        struct Reference: Decodable {
            var name: String
            var unit: TextAnalyzer.Unit
            var shortest: Int
            var longest: Int
            var minimumTexts: Int
            var maximumTerms: Int?
            var isSublinear: Bool
            var weighsRarity: Bool
            var isLowercased: Bool
            var buckets: Int?
            var terms: [String]?
            var rows: [[[Double]]]

            var configuration: TextVectorizing.Configuration {
                .init(
                    analyzer: TextAnalyzer(
                        unit: unit, shortest: shortest, longest: longest, isLowercased: isLowercased),
                    buckets: buckets, minimumTexts: minimumTexts, maximumTerms: maximumTerms,
                    isSublinear: isSublinear, weighsRarity: weighsRarity)
            }
        }
    }

    private func fixture() throws -> Fixture {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/texts.json")
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
    }

    @Test func agreesWithScikitLearn() throws {
        let fixture = try fixture()
        #expect(fixture.vectorizers.count == 8)
        for reference in fixture.vectorizers {
            let vectorizer = try TextVectorizing(reference.configuration, concurrency: 2).fit(fixture.texts)
            if let terms = reference.terms {
                #expect(vectorizer.columns == .terms(terms), "\(reference.name)")
            }
            for (text, row) in zip(fixture.texts, reference.rows) {
                let vector = vectorizer.vector(of: text)
                #expect(vector.columns == row.map { Int32($0[0]) }, "\(reference.name): \(text)")
                #expect(isNear(vector.values, row.map { $0[1] }, 1e-14), "\(reference.name): \(text)")
            }
        }
    }

    @Test func wordsAreThoseOfAllScripts() {
        let words = TextAnalyzer()
        #expect(words.grams(of: "Don't STOP_me, x 42 ½½").texts == ["don", "stop_me", "42", "½½"])
        // Marks belong to the letters they stand on.
        #expect(words.grams(of: "नमस्ते दुनिया").texts == ["नमस्ते", "दुनिया"])
        #expect(words.grams(of: "e\u{301}te\u{301}").texts == ["e\u{301}te\u{301}"])
        let pairs = TextAnalyzer(shortest: 1, longest: 2)
        #expect(pairs.grams(of: "one  two\nsix").texts == ["one", "two", "six", "one two", "two six"])
        let characters = TextAnalyzer(unit: .characters, shortest: 3, longest: 4)
        #expect(characters.grams(of: " ab😀 i ").texts == [" ab", "ab😀", "b😀 ", " ab😀", "ab😀 ", " i "])
        for text in ["", " \t\n", "\u{0}", "?", "\u{FEFF}\u{202E}"] {
            #expect(words.grams(of: text).texts == [])
        }
    }

    /// What no gram is known of has no vector; one of zeros would look like an opinion.
    @Test func unknownTextsHaveNoVector() throws {
        let vectorizer = try TextVectorizing().fit(["blue card", "red card"])
        for text in ["", "green", "?!"] { #expect(vectorizer.vector(of: text).columns == []) }
        let lengths = vectorizer.vector(of: "card card green blue").values.reduce(0) { $0 + $1 * $1 }
        #expect(abs(lengths - 1) < 1e-15)
    }

    @Test func matricesAreTheVectorsAtAnyNumberOfThreads() throws {
        let fixture = try fixture()
        let texts = (0..<700).map { fixture.texts[$0 % fixture.texts.count] + " \($0 % 37)" }
        let estimators = try [1, 2, 7].map { try TextVectorizing(concurrency: $0) }
        let vectorizer = try estimators[0].fit(texts)
        let matrices = estimators.map { $0.matrix(of: texts, by: vectorizer) }
        #expect(matrices[0] == matrices[1] && matrices[0] == matrices[2])
        for row in [0, 255, 256, 699] {
            let vector = vectorizer.vector(of: texts[row])
            let range = matrices[0].rowStarts[row]..<matrices[0].rowStarts[row + 1]
            #expect(Array(matrices[0].columnIndices[range]) == vector.columns)
            #expect(Array(matrices[0].values[range]) == vector.values)
        }
        let json = try JSONEncoder().encode(vectorizer)
        #expect(try JSONDecoder().decode(TextVectorizer.self, from: json) == vectorizer)
    }

    @Test func manyTermsAreToldApart() {
        var table = TermTable()
        for number in 0..<5_000 { #expect(table.insert(Array("term \(number)".utf8).span) == number) }
        for number in stride(from: 0, to: 5_000, by: 7) {
            #expect(table.index(of: Array("term \(number)".utf8).span) == number)
            #expect(Array(table.term(number)) == Array("term \(number)".utf8))
        }
        #expect(table.index(of: Array("term".utf8).span) == nil && table.count == 5_000)
    }

    @Test func longTextsTakeNoLongerThanTheyAre() throws {
        let vectorizer = try TextVectorizing(
            .init(analyzer: TextAnalyzer(unit: .characters, shortest: 2, longest: 5), buckets: 1 << 12)
        ).fit(["one", "two"])
        let text = String(repeating: "long wörd ", count: 5_000)
        #expect(vectorizer.vector(of: text).columns.count > 20)
        #expect(vectorizer.vector(of: String(repeating: "x", count: 50_000)).columns.count > 3)
    }

    @Test func whatCannotBeLearnedIsRefused() throws {
        #expect(throws: LearningError.noRows) { try TextVectorizing().fit([]) }
        #expect(throws: LearningError.noTerms) { try TextVectorizing().fit(["", "?"]) }
        #expect(throws: LearningError.noTerms) {
            try TextVectorizing(.init(minimumTexts: 2)).fit(["one", "two"])
        }
        for analyzer in [
            TextAnalyzer(shortest: 0), TextAnalyzer(shortest: 3, longest: 2), TextAnalyzer(longest: 17),
        ] {
            #expect(throws: ConfigurationError.self) { try TextVectorizing(.init(analyzer: analyzer)) }
            #expect(throws: ModelError.self) {
                try TextVectorizer(
                    analyzer: analyzer, isSublinear: false, columns: .hashed(4), weights: nil)
            }
        }
        for buckets in [0, (1 << 24) + 1] {
            #expect(throws: ConfigurationError.self) { try TextVectorizing(.init(buckets: buckets)) }
            #expect(throws: ModelError.self) {
                try TextVectorizer(
                    analyzer: TextAnalyzer(), isSublinear: false, columns: .hashed(buckets), weights: nil)
            }
        }
        #expect(throws: ModelError.self) {
            try TextVectorizer(
                analyzer: TextAnalyzer(), isSublinear: false, columns: .terms(["a", "b", "a"]), weights: nil)
        }
        #expect(throws: ModelError.self) {
            try TextVectorizer(
                analyzer: TextAnalyzer(), isSublinear: false, columns: .terms(["a", "b"]), weights: [1])
        }
        #expect(throws: ModelError.self) {
            try TextVectorizer(
                analyzer: TextAnalyzer(), isSublinear: false, columns: .hashed(2), weights: [1, .nan])
        }
    }
}
