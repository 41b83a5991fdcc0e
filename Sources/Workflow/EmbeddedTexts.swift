public import Datasets
public import LinearAlgebra
public import Models
import FoundationEssentials
import Languages
import Learning
import Storage

/// A file's texts as vectors, and what there is to tell of each.
public struct EmbeddedTexts: Equatable, Sendable {
    /// NaN throughout where a text has no vector; shape (texts, dimensions).
    public let vectors: Matrix
    /// What there is to tell of each text; shape (texts).
    public let facts: [TextFacts]
    /// The BCP 47 code of each text's language, nil where it is too short to tell, or undecided; shape (texts).
    public let languages: [String?]
    /// Whether there is a text; shape (texts).
    public let present: [Bool]

    /// Embeds texts, nil where there is none.
    init(_ texts: [String?], by embedder: Embedder, concurrency: Int?) {
        let filled = texts.map { $0 ?? "" }
        vectors = embedder.matrix(of: filled, concurrency: concurrency)
        facts = embedder.facts(of: filled, concurrency: concurrency)
        present = texts.map { $0 != nil }
        languages = RowBlocks(
            rowCount: filled.count, blockSize: 256,
            concurrency: concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        ).map { block in block.map { TextLanguage.code(of: filled[$0]) } }.flatMap { $0 }
    }

    /// Whether a text has a vector.
    public func hasVector(_ row: Int) -> Bool { !vectors[row, 0].isNaN }

    /// The number of numbers in a vector.
    public var dimensions: Int { vectors.columns }

    /// Texts of which only the beginning was looked at.
    public var cutCount: Int { facts.count { $0.isCut } }

    /// The share of all letters that each script has, the greatest first.
    public var scripts: [(name: String, share: Double)] {
        var counts: [TextScript: Int] = [:]
        for text in facts { counts.merge(text.letters, uniquingKeysWith: +) }
        let all = Double(counts.values.reduce(0, +))
        return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { ($0.key.rawValue, Double($0.value) / all) }
    }

    /// The share of all texts that are there that each language has, the greatest first; those whose language is not told are the rest.
    public var languageShares: [(code: String, share: Double)] {
        let counts = languages.reduce(into: [String: Int]()) { counts, code in
            if let code { counts[code, default: 0] += 1 }
        }
        let all = Double(max(1, present.count { $0 }))
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            ($0.key, Double($0.value) / all)
        }
    }

    /// Texts without a vector, those that are missing too.
    public var withoutVector: Int { facts.indices.count { !hasVector($0) } }

    /// The share of all texts' words that are not in the vocabulary; nil where no word can be told to be.
    public var unknownShare: Double? {
        let known = facts.filter { $0.unknownShare != nil }
        let words = known.reduce(0) { $0 + $1.words }
        let unknown = known.reduce(0) { $0 + ($1.unknownShare ?? 0) * Double($1.words) }
        return words > 0 ? unknown / Double(words) : nil
    }

    /// The bytes of a `.npy` file of the vectors.
    public var numPy: [UInt8] { NumberFile.numPy(vectors.elements, columns: vectors.columns) }

    /// A row a text, for a file.
    ///
    /// Its number from 1, characters, words, share of unknown words, whether it has a vector, whether only its beginning was looked
    /// at, its letters, the script of most of them with its share, and its language. No text is in it.
    public var report: ColumnTable {
        let letters = facts.map { $0.letters.values.reduce(0, +) }
        return ColumnTable(
            names: [
                "row", "characters", "words", "unknown_share", "has_vector", "is_cut", "letters", "script",
                "script_share", "language",
            ],
            columns: [
                .integers(facts.indices.map { Int64($0 + 1) }), .integers(facts.map { Int64($0.characters) }),
                .integers(facts.map { Int64($0.words) }), .numbers(facts.map(\.unknownShare)),
                .integers(facts.indices.map { hasVector($0) ? 1 : 0 }),
                .integers(facts.map { $0.isCut ? 1 : 0 }),
                .integers(letters.map { Int64($0) }), .texts(facts.map { $0.script?.rawValue }),
                .numbers(
                    zip(facts, letters).map { facts, letters in
                        facts.script.map { Double(facts.letters[$0] ?? 0) / Double(letters) }
                    }),
                .texts(languages),
            ])
    }
}
