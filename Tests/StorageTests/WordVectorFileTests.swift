import Storage
import TestKit
import Testing

/// Files of vectors of words, made as word2vec writes them.
@Suite struct WordVectorFileTests {
    private let folder = TemporaryDirectory()

    private func file(_ bytes: [UInt8], _ name: String = "vectors.txt") throws -> String {
        let path = "\(folder.path)/\(name)"
        try AtomicFile.write(bytes, to: path)
        return path
    }

    private func binary(
        _ words: [(String, [Float])], header: String? = nil, between: String = "\n"
    ) -> [UInt8] {
        var bytes = Array((header ?? "\(words.count) \(words[0].1.count)\n").utf8)
        for (word, numbers) in words {
            bytes += Array("\(word) ".utf8)
            for number in numbers {
                for place in 0..<4 {
                    bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32(place))))
                }
            }
            bytes += Array(between.utf8)
        }
        return bytes
    }

    private func all(_ path: String) throws -> WordVectorFile.Content {
        try WordVectorFile(path).read { bytes in
            String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
        }
    }

    @Test func textIsRead() throws {
        // As the program itself writes it, with a space at the end of a line; as others do; and with the ends of lines of Windows.
        for text in [
            "3 2\nthe 0.5 -1.25 \ncafé 1e-3 2 \n</s> 3 4 \n", "3 2\nthe 0.5 -1.25\ncafé 1e-3 2\n</s> 3 4",
            "3 2\r\nthe 0.5 -1.25\r\ncafé\t1e-3  2\r\n</s> 3 4\r\n\r\n",
        ] {
            let bytes = Array(text.utf8)
            let path = try file(bytes)
            let found = try WordVectorFile(path)
            #expect(found.words == 3 && found.dimensions == 2 && found.form == .text)
            let content = try all(path)
            #expect(content.words == ["the", "café", "</s>"])
            #expect(content.numbers == [0.5, -1.25, 1e-3, 2, 3, 4])
            #expect(content.digest == Digest(of: bytes))
        }
    }

    @Test func binaryIsRead() throws {
        // A newline is the first byte of the first number of a word, and the last of another's.
        let odd = Float(bitPattern: 0x3F80_000A)
        let last = Float(bitPattern: 0x0A00_0020)
        let words: [(String, [Float])] = [
            ("the", [0.5, -1.25, odd]), ("ж", [odd, 0, last]), ("x", [1, 2, 3]),
        ]
        for between in ["\n", ""] {
            let bytes = binary(words, between: between)
            let content = try all(file(bytes, "vectors.bin"))
            #expect(content.words == words.map(\.0) && content.numbers == words.flatMap(\.1))
            #expect(content.digest == Digest(of: bytes))
        }
    }

    @Test func onlyWhatIsChosenIsKept() throws {
        let text = "4 2\na 1 2\nb x y\nc 5 6\nd 7 8\n"
        let bytes = binary([("a", [1, 2]), ("b", [.nan, 4]), ("c", [5, 6]), ("d", [7, 8])])
        for path in try [file(Array(text.utf8)), file(bytes, "vectors.bin")] {
            let content = try WordVectorFile(path).read { word in
                word[0] == UInt8(ascii: "c") ? "see" : word[0] == UInt8(ascii: "a") ? "a" : nil
            }
            #expect(content.words == ["a", "see"] && content.numbers == [1, 2, 5, 6])
            let none = try WordVectorFile(path).read { _ in nil }
            #expect(none.words.isEmpty && none.numbers.isEmpty && none.digest == content.digest)
        }
    }

    /// More than a block of bytes, so that words and numbers lie across blocks.
    @Test func longFilesAreReadInBlocks() throws {
        var random = SplitMix64(seed: 3)
        let words = (0..<30_000).map { index in
            ("word\(index)", (0..<12).map { _ in Float(bitPattern: UInt32(random.next() % 0x7F00_0000)) })
        }
        let bytes = binary(words)
        #expect(bytes.count > 1 << 20)
        let content = try all(file(bytes, "vectors.bin"))
        #expect(content.words == words.map(\.0) && content.numbers == words.flatMap(\.1))
        let lines = words.map { word, numbers in "\(word) " + numbers.map { "\($0)" }.joined(separator: " ") }
        let text = "30000 12\n" + lines.joined(separator: "\n") + "\n"
        let read = try all(file(Array(text.utf8)))
        #expect(read.words == content.words && read.numbers == content.numbers)
    }

    @Test func whatIsNoneIsRefusedAtItsPlace() throws {
        func refusal(_ bytes: [UInt8], _ name: String = "vectors.txt") throws -> String {
            let path = try file(bytes, name)
            let error = #expect(throws: StorageError.self) { try all(path) }
            return "\(try #require(error))".replacing(path, with: "FILE")
        }
        func text(_ text: String) throws -> String { try refusal(Array(text.utf8)) }
        for header in [
            "", "\n", "2\n", "a b\n", "0 2\n", "2 0\n", "2 10001\n", "-1 2\n", "1 2 3\n", "the 0.5 1\n",
        ] {
            #expect(try text(header).hasPrefix("FILE:1: the first line is not"), "\(header)")
        }
        #expect(try text("2 99999999999999999999\n").hasPrefix("FILE:1: "))
        #expect(try text("2 2\na 1 2\n").hasPrefix("FILE:3: it ends after 1 of the 2 words"))
        #expect(try text("1 2\na 1 2\nb 3 4\n").hasPrefix("FILE:3: more follows than the 1 words"))
        #expect(try text("2 2\na 1 2\nb 3\n").hasPrefix("FILE:3: 1 of 2 numbers follow"))
        #expect(try text("2 2\na 1 2\nb 3 4 5\n").hasPrefix("FILE:3: more than 2 numbers follow"))
        #expect(try text("2 2\na 1 2\nb\nc 1 2\n").hasPrefix("FILE:3: a word is followed by no numbers"))
        #expect(try text("1 2\n 1 2\n").hasPrefix("FILE:2: there is no word"))
        for number in ["x", "nan", "inf", "1e99", "0,5", "1_0"] {
            #expect(
                try text("1 2\na 1 \(number)\n").hasPrefix("FILE:2: number 2 is none, or not finite"),
                "\(number)")
        }
        #expect(
            try text("1 1\na " + String(repeating: "1", count: 65)).hasPrefix(
                "FILE:2: number 1 has more than 64 bytes"))
        #expect(
            try text("1 1\n" + String(repeating: "a", count: 4_097) + " 1").hasPrefix(
                "FILE:2: a word has more than 4096 bytes"))

        let whole = binary([("a", [1, 2]), ("b", [3, 4])])
        #expect(
            try refusal(Array(whole.prefix(7)), "v.bin").hasPrefix(
                "FILE, byte 7: the file ends within the 2 numbers"))
        #expect(
            try refusal(Array(whole.prefix(15)), "v.bin").hasPrefix(
                "FILE, byte 15: it ends after 1 of the 2 words"))
        #expect(
            try refusal(Array(whole.prefix(16)), "v.bin").hasPrefix(
                "FILE, byte 16: a word is followed by no numbers"))
        #expect(try refusal(whole + [65], "v.bin").contains("a word is followed by no numbers"))
        #expect(
            try refusal(whole + Array("b 12345678".utf8), "v.bin").contains("more follows than the 2 words"))
        #expect(
            try refusal(binary([("a", [1, .infinity])]), "v.bin").hasPrefix(
                "FILE, byte 14: number 2 of a word is not finite"))
        // Text is no binary, nor the other way round.
        #expect(try refusal(Array("2 2\na 1 2\nb 3 4\n".utf8), "v.bin").hasPrefix("FILE, byte "))
        #expect(try refusal(whole).hasPrefix("FILE:"))
        #expect(throws: StorageError.missing(path: "\(folder.path)/none.txt")) {
            try WordVectorFile("\(folder.path)/none.txt")
        }
        #expect(throws: StorageError.self) { try WordVectorFile(folder.path) }
        for message in [try text("2 2\n"), try refusal(Array(whole.prefix(7)), "v.bin")] {
            #expect(
                message.hasSuffix(
                    "; give a file as word2vec writes it, binary where its name ends with .bin, else text"))
        }
    }

    /// Damaged files are refused by a typed error, or read.
    @Test func damagedFilesNeverTrap() throws {
        let text = Array("3 2\nthe 0.5 -1.25\ncat 1e-3 2\ndog 3 4\n".utf8)
        let bytes = binary([("the", [0.5, -1.25]), ("cat", [1e-3, 2]), ("dog", [3, 4])])
        var random = SplitMix64(seed: 11)
        for (whole, name) in [(text, "v.txt"), (bytes, "v.bin")] {
            for _ in 0..<200 {
                let path = try file(random.damaged(whole), name)
                do throws(StorageError) {
                    let found = try WordVectorFile(path)
                    let content = try found.read { _ in "word" }
                    #expect(content.numbers.count == content.words.count * found.dimensions)
                } catch { #expect("\(error)".contains("; ")) }
            }
        }
    }
}
