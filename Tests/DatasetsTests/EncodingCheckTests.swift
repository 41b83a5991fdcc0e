import Storage
import TestKit
import Testing

@testable import Datasets

struct EncodingCheckTests {
    private static let texts: [[UInt8]] = [
        Array("plain".utf8), Array("ä€𝄞ü".utf8), [0x61, 0xE9, 0x62], [0xE2, 0x82], [0xF0, 0x9D, 0x84], [0x80],
        Array("ok ".utf8) + [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
        Array("日本".utf8) + [0xFF],
    ]

    /// However a text is cut into blocks, the verdict is that of the whole text.
    @Test(arguments: texts)
    func cutsChangeNothing(_ text: [UInt8]) {
        let isValid = String(validating: text, as: UTF8.self) != nil
        for first in 0...text.count {
            for second in first...text.count {
                var check = EncodingCheck()
                for block in [Array(text[..<first]), Array(text[first..<second]), Array(text[second...])] {
                    check.take(block.span)
                }
                check.finish()
                #expect((check.fault == nil) == isValid, "\(text) cut at \(first) and \(second)")
            }
        }
    }

    @Test func aRowThatIsNotUTF8IsSetAsideWithItsLine() throws {
        let folder = try TemporaryFolder()
        let line = Array("a,1997-01-01,1\n".utf8)
        var bytes = Array("customer,date,amount\n".utf8)
        for _ in 0..<100_000 { bytes += line }
        bytes += Array("caf".utf8) + [0xE9] + Array(",1997-01-01,1\n".utf8)
        for _ in 0..<3 { bytes += line }
        try folder.write(bytes, to: "purchases.csv")
        let result = try Fixtures.run(folder, Fixtures.source())
        try result.check()
        let counts = result.manifest.sources[0].counts
        #expect((counts.read, counts.accepted, counts.quarantined) == (100_004, 100_003, 1))
        #expect(result.quarantine.map(\.row) == [100_002])
        #expect(result.quarantine.map(\.reason).first?.contains("not UTF-8") == true)
    }

    @Test func equalTextsHaveOneCode() {
        var random = SplitMix64(seed: 3)
        var encoder = TextEncoder()
        var texts: [String] = []
        var codes: [Int32] = []
        for _ in 0..<5000 {
            let text = String(repeating: "x", count: Int(random.next() % 20)) + "\(random.next() % 300)"
            texts.append(text)
            var copy = text
            codes.append(copy.withUTF8 { unsafe encoder.code(UnsafeRawBufferPointer($0)) })
        }
        texts += ["e\u{301}", "é"]
        for var text in texts.suffix(2) {
            codes.append(text.withUTF8 { unsafe encoder.code(UnsafeRawBufferPointer($0)) })
        }
        let (ranks, dictionary) = encoder.finish(codes + [-1])
        #expect(dictionary == Set(texts).sorted())
        #expect(ranks.last == -1)
        for (text, rank) in zip(texts, ranks) { #expect(dictionary[Int(rank)] == text) }
    }

    @Test func faultCodesComeBack() {
        for rule in [FaultCode.Rule.misfit, .notAllowed, .unmapped] {
            for field in [0, 1, 77] {
                let code = (Int64(rule.rawValue) + 32 * Int64(field)) + 32 * 4096 * 12
                let found = FaultCode(code)
                #expect(found?.rule == rule && found?.field == field && found?.length == 12)
            }
        }
        #expect(FaultCode(0) == nil)
    }
}
