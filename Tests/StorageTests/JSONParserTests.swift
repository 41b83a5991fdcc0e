import Storage
import Testing

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws(StorageError) -> JSONValue {
        try CanonicalJSON.parse(Array(text.utf8), file: "f.json")
    }

    @Test func spaceAndEscapes() throws {
        let value = try parse(" { \"a\\u00e9\\uD83D\\ude00\\/\\b\" : [ 1 , -2.5e+1 , true , null ] }\r\n")
        #expect(
            value == .object(["aé\u{1F600}/\u{8}": .array([.integer(1), .number(-25), .flag(true), .null])]))
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[01]", "[1.]",
        "[.5]", "[+1]", "[1e]", "[-]", "[nan]", "[1e999]", "tru", "\"", "\"\\", "\"\\x\"", "\"\\u12\"",
        "\"\\uD800\"", "\"\\uD800\\u0041\"", "\"\\uDC00\"", "\"\n\"", "[1] 2", "{\"a\":1,\"a\":2}", "'a'",
    ])
    func malformedTextsAreErrors(text: String) {
        #expect(throws: StorageError.self) { try parse(text) }
    }

    @Test func bytesThatAreNotUTF8AreAnError() {
        #expect(throws: StorageError.self) {
            try CanonicalJSON.parse([0x22, 0xC3, 0x28, 0x22], file: "f.json")
        }
    }

    @Test func errorsNameLineAndColumn() {
        #expect(
            throws: StorageError.malformedJSON(
                file: "f.json", line: 2, column: 10, problem: "expected `,` or `}`")
        ) { try parse("{\n  \"a\": 1 \"b\": 2}") }
        let error = #expect(throws: StorageError.self) { try parse("{\"a\":1,\n\"a\":2}") }
        #expect(
            error?.description == "f.json:2:1: not valid JSON: the name occurs twice in one object; "
                + "correct it there, or restore the file from a copy")
    }

    @Test func depthIsBounded() throws {
        let deep = { (count: Int) in
            String(repeating: "[", count: count) + String(repeating: "]", count: count)
        }
        #expect(throws: Never.self) { try parse(deep(100)) }
        #expect(throws: StorageError.self) { try parse(deep(200)) }
        #expect(throws: StorageError.self) { try parse(String(repeating: "[", count: 1_000_000)) }
    }
}
