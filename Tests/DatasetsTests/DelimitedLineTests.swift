import Testing

@testable import Datasets

/// The names in a header's line.
@Suite struct DelimitedLineTests {
    private func values(_ line: String, quote: Character? = "\"") -> [String] {
        DelimitedLine.values(
            of: Array(line.utf8), delimiter: UInt8(ascii: ","), quote: quote.flatMap(\.asciiValue))
    }

    @Test func dividesAtDelimiters() {
        #expect(values("a,b,,c") == ["a", "b", "", "c"])
        #expect(values("") == [""])
        #expect(values(",") == ["", ""])
    }

    @Test func quotedDelimitersAreValues() {
        #expect(values("\"last, first\",b") == ["last, first", "b"])
        #expect(values("\"a,b") == ["a,b"])
        #expect(values("\"a,b\"", quote: nil) == ["\"a", "b\""])
    }

    @Test func onlyAMarkThatBeginsAValueQuotes() {
        #expect(values("width 5\",height") == ["width 5\"", "height"])
        #expect(values("width 5\", height 7\",depth") == ["width 5\"", " height 7\"", "depth"])
        #expect(values("\"a \"\"b\"\"\",c") == ["a \"b\"", "c"])
        #expect(values("\"\",\"\"\"\",\",\"") == ["", "\"", ","])
    }

    @Test func aByteOrderMarkIsNoName() {
        #expect(values("\u{FEFF}a,b") == ["a", "b"])
        #expect(values("a,\u{FEFF}b") == ["a", "\u{FEFF}b"])
    }

    @Test func anAccentAfterADelimiterBelongsToItsName() {
        #expect(values("a,\u{301}b").count == 2)
    }
}
