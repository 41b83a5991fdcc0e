import Testing

@testable import Datasets

struct SQLTextTests {
    /// U+0600 makes one Character of itself and the mark after it.
    @Test func marksAreDoubledBehindAnyScalar() {
        #expect("n\u{0600}' x".sqlLiteral.unicodeScalars.elementsEqual("'n\u{0600}'' x'".unicodeScalars))
        #expect(
            "n\u{0600}\" x".sqlIdentifier.unicodeScalars.elementsEqual("\"n\u{0600}\"\" x\"".unicodeScalars))
    }

    @Test func aValueWithAMarkIsStruckOutWhole() {
        let message = "Could not convert string 'x' alice@example.com y' to INT32\nLINE 1: no marks"
        #expect(message.strikingOutValues == "Could not convert string '…' to INT32\nLINE 1: no marks")
    }
}
