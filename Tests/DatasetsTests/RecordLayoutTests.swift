import Testing

@testable import Datasets

/// Lines of records, whatever stands inside values, and in whatever blocks the text arrives.
@Suite struct RecordLayoutTests {
    private static func layout(_ text: String, blockSize: Int) -> RecordLayout {
        var layout = RecordLayout(delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""))
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: blockSize) {
            layout.take(Array(bytes[start..<min(bytes.count, start + blockSize)]).span)
        }
        layout.finish()
        return layout
    }

    @Test(arguments: [1, 2, 3, 7, 1000], ["\n", "\r\n", "\r"])
    func countsLinesOfRecords(blockSize: Int, end: String) {
        let lines = [
            "a,b", "", "1,\"x", "y", "\"", "2,5\" pipe", "3,\"he said \"\"no\"\",", "and went\"", "4,4",
        ]
        let layout = Self.layout(lines.joined(separator: end) + end, blockSize: blockSize)
        #expect(layout.blank == [2])
        // The header, the blank line, 1, 2, 3 and 4.
        #expect(layout.lines(of: [1, 2, 3, 4, 5, 6]) == [1, 2, 3, 6, 7, 9])
        #expect(layout.lines(of: [6]) == [9])
        #expect(layout.otherEnd == nil)
    }

    @Test(arguments: [1, 2, 5, 1000])
    func findsTheLineThatEndsOtherwise(blockSize: Int) throws {
        let mixed = try #require(
            Self.layout("a,b\n1,\"x\r\ny\"\n2,3\r\n4,5\n", blockSize: blockSize).otherEnd)
        #expect(mixed.line == 4)
        #expect(mixed.end == .both)
        #expect(mixed.first == .lineFeed)
        let last = try #require(Self.layout("a\r\nb\r\nc\r", blockSize: blockSize).otherEnd)
        #expect(last.line == 3)
        #expect(last.end == .carriageReturn)
        #expect(Self.layout("a\r\nb\r\nc", blockSize: blockSize).otherEnd == nil)
    }
}
