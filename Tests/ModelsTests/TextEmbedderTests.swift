import Foundation
import Models
import Testing

/// How texts are looked at and projected.
@Suite struct TextEmbedderTests {
    private func words(_ terms: [String], _ analyzer: TextAnalyzer = TextAnalyzer()) throws -> TextVectorizer
    {
        try TextVectorizer(analyzer: analyzer, isSublinear: false, columns: .terms(terms), weights: nil)
    }

    private func blocks() throws -> TermBlocks {
        try TermBlocks(
            words: words(["card", "pin"]),
            characters: words(["ca", "ar", "rd"], TextAnalyzer(unit: .characters, shortest: 2, longest: 2)))
    }

    @Test func blocksWeighTheSame() throws {
        let blocks = try blocks()
        #expect(blocks.columnCount == 5)
        // Of a text that both know something of each is half of the square.
        let both = blocks.vector(of: "card card pin ar")
        #expect(both.columns == [0, 1, 2, 3, 4])
        #expect(abs(both.values.prefix(2).reduce(0) { $0 + $1 * $1 } - 0.5) < 1e-15)
        #expect(abs(both.values.suffix(3).reduce(0) { $0 + $1 * $1 } - 0.5) < 1e-15)
        for (text, column) in [("pin", 1), ("x ar", 3)] as [(String, Int32)] {
            let one = blocks.vector(of: text)
            #expect(one.columns == [column] && one.values == [1])
        }
        #expect(blocks.vector(of: "none of it").columns == [])
    }

    /// The projection, by a loop that anyone can check.
    @Test func projectionsAreSumsOfDirections() throws {
        let blocks = try blocks()
        let directions = (0..<55).map { Float((($0 * 37) % 23) - 11) / 16 }
        let embedder = try TextEmbedder(terms: blocks, dimensions: 11, directions: directions)
        #expect(embedder.directions == directions)
        for text in ["card", "my pin", "card ard pin pin", "far card"] {
            let sparse = blocks.vector(of: text)
            var expected = [Double](repeating: 0, count: 11)
            for (column, value) in zip(sparse.columns, sparse.values) {
                for place in 0..<11 {
                    expected[place] += value * Double(directions[Int(column) * 11 + place])
                }
            }
            let norm = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let vector = try #require(embedder.vector(of: text))
            for place in 0..<11 { #expect(abs(vector[place] - expected[place] / norm) < 1e-15) }
        }
        // What lies across all directions is no opinion either.
        let narrow = try TextEmbedder(
            terms: blocks, dimensions: 1, directions: [1, 0.009, 0, 0, 0])
        #expect(narrow.vector(of: "card") == [1] && narrow.vector(of: "pin") == nil)
        #expect(narrow.vector(of: "") == nil)
    }

    @Test func factsTellWhatIsUnknown() throws {
        let blocks = try blocks()
        #expect(
            blocks.facts(of: "My CARD, please!")
                == TextFacts(
                    characters: 16, words: 3, unknownShare: 2 / 3, isCut: false, letters: [.latin: 12]))
        #expect(
            blocks.facts(of: "?")
                == TextFacts(characters: 1, words: 0, unknownShare: nil, isCut: false, letters: [:]))
        let characters = try TermBlocks(words: nil, characters: blocks.characters)
        #expect(characters.facts(of: "my card").unknownShare == nil)
        let long = blocks.facts(of: String(repeating: "карта ", count: 20_000))
        #expect(long.isCut && long.characters == 120_000 && long.words == 10_923 && long.unknownShare == 1)
        #expect(long.script == .cyrillic && long.letters == [.cyrillic: 54_614])
        let words = try WordVectors(
            analyzer: TextAnalyzer(), words: ["card"], vectors: [[1]], weights: [1], common: nil)
        #expect(words.facts(of: "card number").unknownShare == 0.5)
    }

    @Test(
        arguments: [
            ("Überweisung", .latin), ("Перевод", .cyrillic), ("αβγ", .greek), ("העברה", .hebrew),
            ("بطاقتي", .arabic), ("नमस्ते", .devanagari), ("สวัสดี", .thai), ("안녕하세요", .hangul),
            ("カード", .katakana), ("どこです", .hiragana), ("转账", .han), ("𠀀", .han), ("ⴀⴁ", .georgian),
            ("ᚠᚢ", .other), ("42 😀 \u{7}?", nil),
        ] as [(String, TextScript?)])
    func scriptsAreTold(text: String, script: TextScript?) throws {
        let facts = try blocks().facts(of: text)
        #expect(facts.script == script && facts.letters.count == (script == nil ? 0 : 1))
    }

    /// Of several scripts with as many letters the first by name.
    @Test func mixedScriptsAreCounted() throws {
        let facts = try blocks().facts(of: "ab вг カ")
        #expect(facts.letters == [.latin: 2, .cyrillic: 2, .katakana: 1] && facts.script == .cyrillic)
    }

    /// Only the beginning of a text is looked at, so that none takes long.
    @Test func longTextsAreCut() throws {
        let blocks = try blocks()
        let long = "card " + String(repeating: "ж", count: TermBlocks.longestText) + " pin"
        #expect(blocks.vector(of: long).columns == [0, 2, 3, 4])
        #expect(TermBlocks.read(long).unicodeScalars.count == TermBlocks.longestText)
        #expect(TermBlocks.read("pin") == "pin")
    }

    @Test func whatIsNoEmbedderIsRefused() throws {
        let blocks = try blocks()
        #expect(throws: ModelError.self) { try TermBlocks(words: nil, characters: nil) }
        #expect(throws: ModelError.self) { try TermBlocks(words: blocks.characters, characters: nil) }
        #expect(throws: ModelError.self) { try TermBlocks(words: nil, characters: blocks.words) }
        for (dimensions, directions) in [
            (0, []), (10_001, []), (2, [1]), (1, [1, 1, 1, 1, .nan]), (1, [1, 1, .infinity, 1, 1]),
            (1, [1, 1, 1, 1e7, 1]),
        ] as [(Int, [Float])] {
            #expect(throws: ModelError.self) {
                try TextEmbedder(terms: blocks, dimensions: dimensions, directions: directions)
            }
        }
    }

    /// Directions are written as base64, and nothing else is read.
    @Test func directionsReadBackAsTheSameBits() throws {
        let blocks = try blocks()
        for dimensions in 1...4 {
            let directions = (0..<5 * dimensions).map {
                Float(sign: .minus, exponent: $0 - 9, significand: 1.3)
            }
            let embedder = try TextEmbedder(terms: blocks, dimensions: dimensions, directions: directions)
            let json = try JSONEncoder().encode(embedder)
            #expect(try JSONDecoder().decode(TextEmbedder.self, from: json) == embedder)
            let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
            let text = try #require(object["directions"] as? String)
            let bytes = try #require(Data(base64Encoded: text))
            let plain = directions.flatMap { number in
                (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * $0)) }
            }
            #expect([UInt8](bytes) == plain)
            for wrong in ["", String(text.dropLast()), text + "AAAA", "*" + text.dropFirst(), text + "="] {
                var broken = object
                broken["directions"] = wrong
                let data = try JSONSerialization.data(withJSONObject: broken)
                #expect(throws: (any Error).self) { try JSONDecoder().decode(TextEmbedder.self, from: data) }
            }
        }
    }
}
