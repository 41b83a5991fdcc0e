import Storage
import Testing

@Suite struct CanonicalJSONTests {
    struct Row: Codable, Equatable {
        var name: String
        var value: Double?
        var counts: [Int64] = []
    }

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
    }

    @Test func namesAreSortedByScalarsWithoutSpace() throws {
        let value = ["b": 1, "a": 2, "Z": 3, "é": 4, "\u{1F600}": 5, "\u{FFFD}": 6, "a0": 7]
        #expect(
            try text(value) == "{\"Z\":3,\"a\":2,\"a0\":7,\"b\":1,\"é\":4,\"\u{FFFD}\":6,\"\u{1F600}\":5}\n")
    }

    @Test func missingOptionalsAreLeftOut() throws {
        #expect(try text(Row(name: "x")) == "{\"counts\":[],\"name\":\"x\"}\n")
        #expect(try text([Row(name: "x", value: 1)]) == "[{\"counts\":[],\"name\":\"x\",\"value\":1.0}]\n")
    }

    @Test func stringsEscapeOnlyWhatTheyMust() throws {
        #expect(try text("a/\"\\\n\t\u{1}\u{7F}é") == "\"a/\\\"\\\\\\n\\t\\u0001\u{7F}é\"\n")
    }

    @Test(arguments: [
        0.0, -0.0, 0.1, 1, -1.5, 1e16, 1e-5, .leastNonzeroMagnitude, 1.7976931348623157e308,
        0.30000000000000004, 1e22,
        123456.789,
    ])
    func doublesKeepTheirBits(value: Double) throws {
        let bytes = try CanonicalJSON.encode([value])
        #expect(String(decoding: bytes, as: UTF8.self) == "[\(value)]\n")
        #expect(
            try CanonicalJSON.decode([Double].self, from: bytes, file: "f")[0].bitPattern == value.bitPattern)
    }

    @Test func randomBitsKeepTheirBits() throws {
        var generator = SystemRandomNumberGenerator()
        let values = (0..<2000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        let back = try CanonicalJSON.decode(
            [Double].self, from: try CanonicalJSON.encode(values), file: "f")
        #expect(back.map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 9_007_199_254_740_993, Int64.max])
    func wholeNumbersAreExact(value: Int64) throws {
        let bytes = try CanonicalJSON.encode([value])
        #expect(try CanonicalJSON.decode([Int64].self, from: bytes, file: "f") == [value])
        #expect(try CanonicalJSON.parse(bytes, file: "f") == .array([.integer(value)]))
    }

    @Test func numbersThatJSONCannotHoldAreNamed() {
        struct Outer: Encodable { var rows: [[String: Double]] }
        #expect(
            throws: StorageError.unencodable(
                keyPath: "rows[1].x",
                problem: "nan has no form in JSON; leave a missing number out or write null")
        ) { try CanonicalJSON.encode(Outer(rows: [[:], ["x": .nan]])) }
        #expect(throws: StorageError.self) { try CanonicalJSON.encode([-Double.infinity]) }
        #expect(
            throws: StorageError.unencodable(
                keyPath: "[0]", problem: "a whole number above 9223372036854775807; write it as a string")
        ) { try CanonicalJSON.encode([UInt64.max]) }
    }

    @Test func errorsNameFileAndKeyPathButNoValue() throws {
        func expect<Value: Decodable>(_ type: Value.Type, _ json: String, _ text: String) {
            let error = #expect(throws: StorageError.self) {
                try CanonicalJSON.decode([Value].self, from: Array(json.utf8), file: "rows.json")
            }
            #expect(
                error?.description
                    == "rows.json: \(text); correct it there, or restore the file from a copy")
        }
        expect(
            Row.self, #"[{"name":"a","counts":[]},{"name":"b","counts":[1,"secret"]}]"#,
            "`[1].counts[1]`: expected a whole number that fits Int64 but found a string")
        expect(Row.self, #"[{"name":"a"}]"#, "`[0].counts`: the field is missing")
        expect(
            Row.self, #"[{"name":null,"counts":[]}]"#, "`[0].name`: expected a string but found null")
        enum Kind: String, Codable { case plain }
        expect(Kind.self, #"["secret"]"#, "`[0]`: the value is not one of those admitted")
    }

    @Test func wholeNumbersReadAsDoublesWhereExact() throws {
        #expect(try CanonicalJSON.decode([Double].self, from: Array("[3, -0]".utf8), file: "f") == [3, 0])
        #expect(try CanonicalJSON.decode([Int].self, from: Array("[3.0]".utf8), file: "f") == [3])
        #expect(throws: StorageError.self) {
            try CanonicalJSON.decode([Int].self, from: Array("[3.5]".utf8), file: "f")
        }
        #expect(throws: StorageError.self) {
            try CanonicalJSON.decode([Double].self, from: Array("[9007199254740993]".utf8), file: "f")
        }
    }

    @Test func anyValueGoesThereAndBack() throws {
        let value = JSONValue.object([
            "a": .array([.null, .flag(true), .integer(1), .number(1), .text("x")]), "b": .object([:]),
        ])
        let bytes = try CanonicalJSON.encode(["v": value])
        #expect(
            String(decoding: bytes, as: UTF8.self) == "{\"v\":{\"a\":[null,true,1,1.0,\"x\"],\"b\":{}}}\n")
        #expect(try CanonicalJSON.decode([String: JSONValue].self, from: bytes, file: "f") == ["v": value])
    }

    @Test func aSealShowsEveryFlippedBit() throws {
        let bytes = try SealedJSON.encode(Row(name: "x", value: 0.5, counts: [1, 2]))
        #expect(try SealedJSON.decode(Row.self, from: bytes, file: "f").counts == [1, 2])
        for index in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[index] ^= 1 << bit
                #expect(throws: StorageError.self) {
                    try SealedJSON.decode(Row.self, from: flipped, file: "f")
                }
            }
        }
    }
}
