import Models
import Storage
import TestKit
import Testing

@testable import Workflow

/// What is taken of a file of vectors of words.
@Suite struct WordFileTests {
    private let folder = TemporaryDirectory()

    private func settings(_ text: String, words: Int? = nil, ofTexts: Bool = false) throws -> WordFileSettings
    {
        let path = "\(folder.path)/words.txt"
        try AtomicFile.write(Array(text.utf8), to: path)
        return WordFileSettings(path: path, maximumWords: words, onlyWordsOfTexts: ofTexts)
    }

    /// As a text is read: composed letters, lower case, no more than a word.
    @Test func wordsAreThoseOfTexts() throws {
        let file =
            "9 2\nCafe\u{301} 1 2\ncafé 3 4\nтолько 5 6\nnew_york 1 1\n. 1 1\na 1 1\nit's 1 1\nहिन्दी 7 8\nI 0 0\n"
        let found = try settings(file).learn(["café ТОЛЬКО", "हिन्दी new_york"])
        #expect(found.vectors.words == ["café", "только", "new_york", "हिन्दी"])
        #expect(found.vectors.vectors == [[1, 2], [5, 6], [1, 1], [7, 8]])
        #expect(found.record.file.words == 9 && found.record.file.dimensions == 2)
        #expect(found.record.file.digest == Digest(of: Array(file.utf8)))
        #expect(try settings(file, words: 3).learn(["café"]).vectors.words == ["café", "только", "new_york"])
        #expect(
            try settings(file, words: 2, ofTexts: true).learn(["हिन्दी, café"]).vectors.words == ["café", "हिन्दी"])
    }

    /// No more is held than may be, whatever the file has; what is asked for at most is no error.
    @Test func memoryIsBounded() throws {
        let file = "4 2\naa 1 2\nbb 3 4\ncc 5 6\ndd 7 8\n"
        let error = #expect(throws: WorkflowError.self) {
            try settings(file).learn(["aa dd"], mostNumbers: 7)
        }
        #expect("\(try #require(error))".contains("more than 3 words of 2 numbers"))
        #expect(try settings(file).learn(["aa dd"], mostNumbers: 8).vectors.words.count == 4)
        #expect(try settings(file, words: 3).learn(["aa dd"], mostNumbers: 7).vectors.words.count == 3)
        #expect(
            try settings(file, ofTexts: true).learn(["aa dd"], mostNumbers: 5).vectors.words == ["aa", "dd"])
    }
}
