import Foundation
import TestKit
import Testing

@testable import Models

/// Normalization form C against Foundation's.
@Suite struct CanonicalFormTests {
    private func agrees(_ text: String) -> Bool {
        let expected = text.precomposedStringWithCanonicalMapping.unicodeScalars
        return CanonicalForm.composed(text).unicodeScalars.elementsEqual(expected)
    }

    /// Every scalar of Unicode 14 with what it is made of, alone and taken apart.
    @Test func allScalarsAreComposed() {
        var different: [String] = []
        for value in (UInt32(0xC0)..<0x2FA20) where !(0x4E00..<0xA000).contains(value) {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 14,
                !(0x3400..<0x4DC0).contains(value), !(0x17000..<0x1B000).contains(value),
                !(0x20000..<0x2F800).contains(value)
            else { continue }
            let text = String(Character(scalar))
            if !agrees(text) { different.append(String(value, radix: 16)) }
            let apart = text.decomposedStringWithCanonicalMapping
            if apart.unicodeScalars.count > 1, !agrees(apart) {
                different.append("apart " + String(value, radix: 16))
            }
        }
        #expect(different == [])
    }

    /// Letters and marks of many scripts at random, in any order.
    @Test func randomTextsAreComposed() {
        let scalars = [
            "a", "e", "o", "q", "\u{300}", "\u{301}", "\u{302}", "\u{308}", "\u{323}", "\u{327}", "\u{328}",
            "\u{345}", "ệ", "Å", "\u{212B}", "α", "\u{1F00}", "и", "\u{306}", "か", "\u{3099}", "\u{1100}",
            "\u{1161}", "\u{11A8}", "가", "각", "\u{9C7}", "\u{9BE}", "\u{958}", "\u{93C}", "\u{FB2C}",
            "\u{F900}", "\u{2F800}", "x", " ", "😀", "\u{110A5}", "\u{110BA}",
        ]
        var random = SplitMix64(seed: 3)
        for _ in 0..<4_000 {
            let text = (0..<1 + random.below(8)).map { _ in random.pick(scalars) }.joined()
            // Foundation leaves a final consonant alone after a syllable that was typed whole; the standard joins them.
            if text.unicodeScalars.contains("\u{11A8}") && text.unicodeScalars.contains("\u{AC00}") {
                continue
            }
            #expect(agrees(text), "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
        }
    }

    /// What the standard says and Foundation does not do, and letters that are always taken apart.
    @Test func syllablesAndExclusionsAreThoseOfTheStandard() {
        for (text, expected) in [
            ("\u{AC00}\u{11A8}", [0xAC01]), ("\u{AC00}\u{11A8}\u{11A8}", [0xAC01, 0x11A8]),
            ("\u{958}", [0x915, 0x93C]), ("\u{212B}", [0xC5]), ("\u{AC01}\u{11A8}", [0xAC01, 0x11A8]),
        ] as [(String, [UInt32])] {
            #expect(CanonicalForm.composed(text).unicodeScalars.map(\.value) == expected)
        }
    }

    /// What was typed in one way or in another has one vector.
    @Test(arguments: ["Überweisung naïve café", "ñandú", "Việt Nam", "й ё", "각하 한국", "ガギグ", "Å Ω"])
    func accentsAreTheSameHoweverTyped(text: String) throws {
        let composed = text.precomposedStringWithCanonicalMapping
        let apart = text.decomposedStringWithCanonicalMapping
        #expect(!composed.unicodeScalars.elementsEqual(apart.unicodeScalars))
        let characters = try TextVectorizer(
            analyzer: TextAnalyzer(unit: .characters, shortest: 1, longest: 3), isSublinear: true,
            columns: .hashed(4_096), weights: nil)
        let blocks = try TermBlocks(words: nil, characters: characters)
        #expect(blocks.vector(of: composed) == blocks.vector(of: apart))
        #expect(blocks.vector(of: composed).columns.count > 3)
        #expect(blocks.facts(of: apart).words == blocks.facts(of: composed).words)
    }

    /// Control characters, unpaired marks, runs of marks and 10 MB are bounded, and give no vector that is not of length 1.
    @Test func hostileTextsTakeNoLongerThanTheyAre() throws {
        let blocks = try TermBlocks(
            words: nil,
            characters: TextVectorizer(
                analyzer: TextAnalyzer(unit: .characters, shortest: 2, longest: 4), isSublinear: true,
                columns: .hashed(1 << 12), weights: nil))
        let texts = [
            "\u{0}\u{1}\u{7f}\u{85}", "\u{301}", "\u{202E}\u{200D}\u{FEFF}", "👩‍👩‍👧‍👦 👍🏽 🇩🇪", "\u{FFFD}\u{FFFE}",
            "a" + String(repeating: "\u{301}\u{323}", count: 40_000),
            String(repeating: "e\u{301}", count: 5_000_000),
            String(repeating: "\u{1100}\u{1161}", count: 40_000),
        ]
        for text in texts {
            let values = blocks.vector(of: text).values
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
            #expect(TermBlocks.read(text).unicodeScalars.count <= TermBlocks.longestText)
        }
    }
}
