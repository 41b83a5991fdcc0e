import Testing

@testable import Serving

@Suite struct ExpositionTests {
    /// A quote or a line's end is escaped also where it makes one character with its neighbour.
    @Test(arguments: [
        ("a\"b", #"a\"b"#), ("a\\b", #"a\\b"#), ("a\nb", #"a\nb"#), ("a\r\nb", "a\r\\nb"),
        ("a\"\u{301}b", "a\\\"\u{301}b"), ("a\\\u{301}b", "a\\\\\u{301}b"),
    ]) func labelsAreEscaped(_ value: String, _ escaped: String) {
        var exposition = Exposition()
        exposition.sample("name", [("label", value)], "1")
        #expect(exposition.bytes == Array("name{label=\"\(escaped)\"} 1\n".utf8))
    }
}
