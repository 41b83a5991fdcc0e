import TestKit
import Testing
@testable import Serving

@Suite struct JSONDocumentTests {
    private func parse(_ text: String) throws -> JSONNode { try JSONDocument(parsing: Array(text.utf8)).root }

    @Test func readsEveryKind() throws {
        let root = try parse(
            #"{"a":[1,-2,3.5,18446744073709551615],"b":"x\u00e9\n","c":true,"d":false,"e":null,"f":{},"g":[]}"#
        )
        let members = root.members
        #expect(members["a"]?.elements.map(\.number) == [1, -2, 3.5, 0x1p64])
        #expect(members["a"]?.elements.map(\.integer) == [1, -2, nil, nil])
        #expect(members["b"]?.string == "xé\n")
        #expect(members["c"]?.boolean == true)
        #expect(members["d"]?.boolean == false)
        #expect(members["e"]?.isNull == true)
        #expect(members["f"]?.members.isEmpty == true)
        #expect(members["g"]?.elements.isEmpty == true)
        #expect(members["a"]?.string == nil)
        #expect(try parse("7").integer == 7)
    }

    @Test(arguments: [
        "", "  ", "{", "{\"a\":}", "nul", "NaN", "{\"a\":NaN}", "{\"a\":Infinity}", "[1,]", "[-]", "01",
        "1 2", "'a'",
        "\"\u{1}\"", "{\"a\":1e999}", "[1e400]", "99999999999999999999999", "{\"a\":1,}", "\"\\x\"", "[\"a]",
    ])
    func refuses(_ text: String) { #expect(throws: ServingError.self) { try parse(text) } }

    @Test func refusesWhatIsNotUTF8() {
        #expect(throws: ServingError.self) { try JSONDocument(parsing: [0x22, 0xC3, 0x28, 0x22]) }
        #expect(throws: ServingError.self) { try JSONDocument(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
    }

    @Test func refusesRepeatedKeysWhereverTheyStand() {
        for text in [
            #"{"a":1,"a":2}"#, #"[{"x":{"b":1,"c":[],"b":{}}}]"#, #"{"a":1,"\u0061":2}"#,
            #"{"z":[1,2.5,"q",{"k":1}],"y":{"k":3},"z":null}"#,
        ] {
            let error = #expect(throws: ServingError.self) { try parse(text) }
            #expect("\(String(describing: error))".contains("twice"))
        }
        #expect(throws: Never.self) { try parse(#"{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}],"c":1}"#) }
    }

    @Test func boundsTheDepth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try parse(nested(JSONDocument.depthLimit)) }
        let error = #expect(throws: ServingError.self) { try parse(nested(JSONDocument.depthLimit + 1)) }
        #expect("\(String(describing: error))".contains("deeper"))
        #expect(throws: ServingError.self) { try parse(nested(1_000_000)) }
    }

    @Test func writesDoublesThatReadBack() throws {
        let numbers = [
            0.1, 1e-300, -Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude, 3, 1.0 / 3,
            123_456_789.123, -0.0,
        ]
        var writer = JSONWriter()
        writer.array { writer in
            for number in numbers { writer.number(number) }
        }
        let back = try JSONDocument(parsing: writer.bytes).root.elements.map(\.number)
        #expect(back.map { $0?.bitPattern } == numbers.map(\.bitPattern))
    }

    @Test func writesAnyNumberSoThatItReadsBack() throws {
        var generator = SplitMix64(seed: 31)
        var doubles = (0..<4_000).map { _ in
            Double(bitPattern: UInt64.random(in: .min ... .max, using: &generator))
        }.filter(\.isFinite)
        doubles += (-30...30).map { Double(sign: .plus, exponent: $0 * 3, significand: 1) }
        let whole =
            [Int.min, Int.max, 0, 1, -1, 9, 10, 99, 100, -100]
            + (0..<2_000).map { _ in
                Int.random(in: .min ... .max, using: &generator) >> Int.random(in: 0..<63, using: &generator)
            }
        var writer = JSONWriter()
        writer.array { writer in
            for number in doubles { writer.number(number) }
            for number in whole { writer.number(number) }
        }
        let back = try JSONDocument(parsing: writer.bytes).root.elements
        // A double has a point or an exponent, so that no reader takes it for an integer.
        for (number, node) in zip(doubles, back) {
            #expect(node.written == .double(number), "\(number)")
        }
        #expect(back.dropFirst(doubles.count).map(\.integer) == whole)
        let text = String(decoding: writer.bytes, as: UTF8.self).dropFirst()
        for (number, digits) in zip(doubles, text.split(separator: ",")) {
            // Large whole numbers may be written out, with their point.
            #expect(digits.utf8.count <= number.description.utf8.count + 2, "\(number)")
        }
    }

    @Test func writesTextsAndNesting() throws {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a\"\\\n", "\u{1}é🙂")
            writer.member("nothing", nil as String?)
            writer.key("list")
            writer.array { writer in
                writer.object { _ in }
                writer.number(.nan)
                writer.boolean(true)
            }
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"a\"\\\u000a":"\u0001é🙂","list":[{},null,true]}"#)
    }
}
