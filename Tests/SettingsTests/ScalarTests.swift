import Settings
import Testing

@Suite struct ScalarTests {
    private func decode<Value: Decodable>(_ type: Value.Type, _ scalar: String) -> Value? {
        try? YAML.decode([String: Value].self, from: "x: \(scalar)\n", file: "x")["x"]
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "1997-04-01", "90d", "2024-01-01T00:00:00Z", "1:30", "1_000", "NO",
    ])
    func plainWordsAreText(_ word: String) {
        #expect(decode(String.self, word) == word)
        #expect(decode(Bool.self, word) == nil)
        #expect(decode(Int.self, word) == nil)
        #expect(decode(Double.self, word) == nil)
    }

    @Test(arguments: ["007", "1.50", "+3", "1e3", "0x1F", "true", "-0"])
    func textOfAnUnquotedScalarIsItsSource(_ word: String) {
        #expect(decode(String.self, word) == word)
    }

    @Test(arguments: ["\"1\"", "'1'", "'true'", "\"1.5\"", "''"])
    func quotedScalarsAreText(_ word: String) {
        #expect(decode(String.self, word) == String(word.dropFirst().dropLast()))
        #expect(decode(Int.self, word) == nil)
        #expect(decode(Double.self, word) == nil)
        #expect(decode(Bool.self, word) == nil)
    }

    @Test func numbers() {
        #expect(decode(Int.self, "-12") == -12)
        #expect(decode(Int.self, "+12") == 12)
        #expect(decode(Int.self, "0o17") == 15)
        #expect(decode(Int.self, "0x1F") == 31)
        #expect(decode(Int.self, "1.0") == nil)
        #expect(decode(Int.self, "9223372036854775808") == nil)
        #expect(decode(UInt8.self, "256") == nil)
        #expect(decode(UInt8.self, "255") == 255)
        #expect(decode(UInt64.self, "18446744073709551615") == .max)
        #expect(decode(Double.self, "3") == 3)
        #expect(decode(Double.self, ".5") == 0.5)
        #expect(decode(Double.self, "-1.") == -1)
        #expect(decode(Double.self, "6.02e+23") == 6.02e23)
        #expect(decode(Double.self, "0x10") == 16)
        #expect(decode(Double.self, "0.1") == 0.1)
        #expect(decode(Float.self, "0.25") == 0.25)
        #expect(decode(Double.self, "1e999") == nil)
        #expect(decode(Double.self, ".nan") == nil)
        #expect(decode(Double.self, "-.inf") == nil)
        #expect(decode(Double.self, "nan") == nil)
    }

    @Test(arguments: [("true", true), ("True", true), ("TRUE", true), ("false", false), ("FALSE", false)])
    func booleans(word: String, value: Bool) {
        #expect(decode(Bool.self, word) == value)
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func nothing(_ word: String) {
        #expect(decode(Int?.self, word) == .some(nil))
        #expect(decode(String.self, word) == nil)
    }

    @Test(arguments: [
        (
            ".nan",
            "x:1:4: x: found the number `.nan`, expected a finite number; remedy: write a finite number"
        ),
        (
            "1e999",
            "x:1:4: x: found the number `1e999`, expected a finite number; remedy: write a finite number"
        ),
        ("yes", "x:1:4: x: found the text `yes`, expected a finite number; remedy: write a finite number"),
        ("{}", "x:1:1: x: found an empty mapping, expected a finite number; remedy: write a finite number"),
        (
            "a long sentence that nobody needs to see in an error message",
            "x:1:4: x: found a text of 60 characters, expected a finite number; remedy: write a finite number"
        ),
    ])
    func errorsShowShortTokensOnly(scalar: String, message: String) {
        do {
            _ = try YAML.decode([String: Double].self, from: "x: \(scalar)", file: "x")
            Issue.record("decoded")
        } catch {
            #expect(error.description == message)
        }
    }
}
