import FoundationEssentials
import Storage
import TestKit
import Testing

/// Lines of a file, read block by block.
@Suite struct LineReaderTests {
    private let directory = TemporaryDirectory()

    private func lines(_ text: String, limit: Int = 1 << 20) throws -> [LineReader.Line] {
        let path = directory.path + "/lines"
        try Data(text.utf8).write(to: URL(filePath: path))
        var reader = try LineReader(path, limit: limit)
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        let (number, after) = (reader.number, try reader.next())
        #expect(number == lines.count && after == nil)
        return lines
    }

    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]), ("\n", [""]), ("\r\n", ["\r"]),
    ])
    func areWhatIsBetweenNewlines(_ text: String, _ expected: [String]) throws {
        let found = try lines(text)
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
        #expect(found.allSatisfy(\.isEnded) == (text.isEmpty || text.utf8.last == 10))
    }

    /// Lines that end before, at and after the end of a block.
    @Test(arguments: [65_534, 65_535, 65_536, 65_537, 131_072, 200_000])
    func mayBeLongerThanABlock(_ length: Int) throws {
        let long = String(repeating: "x", count: length)
        let found = try lines("first\n\(long)\nlast\n")
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == ["first", long, "last"])
    }

    @Test func aLineBeyondTheLimitIsRefusedByItsNumber() throws {
        let error = #expect(throws: StorageError.self) { try lines("ab\nabc\n", limit: 2) }
        #expect(error?.description.contains("line 2 has more than 2 bytes") == true)
    }

    @Test func whatIsNoRegularFileIsRefused() {
        #expect(throws: StorageError.self) { _ = try LineReader(directory.path) }
        #expect(throws: StorageError.missing(path: directory.path + "/none")) {
            _ = try LineReader(directory.path + "/none")
        }
    }
}
