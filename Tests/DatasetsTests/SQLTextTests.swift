import Testing

@testable import Datasets

struct SQLTextTests {
    /// U+0600 makes one Character of itself and the mark after it.
    @Test func marksAreDoubledBehindAnyScalar() {
        #expect("n\u{0600}' x".sqlLiteral.unicodeScalars.elementsEqual("'n\u{0600}'' x'".unicodeScalars))
        #expect(
            "n\u{0600}\" x".sqlIdentifier.unicodeScalars.elementsEqual("\"n\u{0600}\"\" x\"".unicodeScalars))
    }

    @Test(arguments: [
        (
            "Conversion Error: Could not convert string 'x' alice@example.com y' to INT32\nLINE 1: no marks",
            "Conversion Error: Could not convert string '…' to INT32"
        ),
        (
            "Conversion Error: Could not convert string 'alice@example.com\nsecond' to TIMESTAMP WITH TIME ZONE",
            "Conversion Error: Could not convert string '…' to TIMESTAMP"
        ),
        ("Conversion Error: Could not convert string 'a' to ALICE' to VARCHAR2", "Conversion Error"),
        (
            "Conversion Error: Type INT64 with value 4915112345678 can't be cast to INT32", "Conversion Error"
        ),
        ("Out of Range Error: Overflow in multiplication of INT8 (12 * 100)!", "Out of Range Error"),
        ("Invalid Input Error: missing ): alice@example.com(", "Invalid Input Error"),
        (
            "Invalid Input Error: CSV Error on Line: 7\nOriginal Line: alice",
            "Invalid Input Error: CSV Error on Line: 7"
        ),
        (
            "Binder Error: Column \"a\" not found\nCandidates: \"alice\"\nLINE 1: x",
            "Binder Error: Column \"…\"\nLINE 1: x"
        ),
        ("no message", "no message"),
    ])
    func aMessageShowsNoValue(message: String, shown: String) {
        #expect(DatabaseMessage(text: message).withoutValues == shown)
    }
}
