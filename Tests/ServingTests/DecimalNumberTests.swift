import TestKit
import Testing

@testable import Serving

@Suite struct DecimalNumberTests {
    private func scan(_ text: String) -> JSONNumber? {
        let bytes = Array(text.utf8)
        var scanner = JSONScanner()
        guard let number = scanner.number(in: bytes.span), scanner.isAtEnd(of: bytes.span) else { return nil }
        return number
    }

    private func bits(_ text: String) -> UInt64? { scan(text)?.value.bitPattern }

    /// Against the standard library's way, which is the C library's: on what it reads at all it has the same bits.
    @Test func givesTheNearestDouble() {
        var generator = SplitMix64(seed: 17)
        var known = 0
        for round in 0..<200_000 {
            let text: String
            switch round % 5 {
            case 0: text = "\(Double.random(in: -10...10, using: &generator))"
            case 1:
                let digits = UInt64.random(in: 0..<10_000_000_000_000_000_000, using: &generator)
                text =
                    "\(digits >> UInt64.random(in: 0..<64, using: &generator))e\(Int.random(in: -70...70, using: &generator))"
            case 2:
                // Half between two doubles, and next to it.
                let double = Double(
                    bitPattern: UInt64.random(
                        in: 0x3C00_0000_0000_0000...0x43F0_0000_0000_0000, using: &generator))
                let odd = UInt64(double.significandBitPattern | 1 << 52) * 2 + 1
                text =
                    "\(odd &+ UInt64.random(in: 0...2, using: &generator) &- 1)e\(Int.random(in: -30...30, using: &generator))"
            case 3:
                let whole = Int.random(in: (1 << 53)...(1 << 62), using: &generator) | 1
                text = "\(whole).0"
            default:
                text = "0.000\(UInt64.random(in: 0..<1_000_000_000_000, using: &generator))"
            }
            guard let found = bits(text) else { continue }
            known += 1
            #expect(found == Double(text)?.bitPattern, "\(text)")
        }
        #expect(known > 150_000)
    }

    /// Eight digits are read at once only where eight bytes are left, whatever they are.
    @Test func readsAlikeWhateverFollows() {
        var generator = SplitMix64(seed: 29)
        let others = Array(",]} /:;?@aA.eE+-\u{7f}".utf8)
        for count in 1...18 {
            for _ in 0..<400 {
                let digits = (0..<count).map { _ in
                    UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &generator)
                }
                let alone = Array("0.".utf8) + digits
                let rest = (0..<Int.random(in: 0...9, using: &generator)).map { place in
                    place == 0
                        ? [UInt8(ascii: ","), UInt8(ascii: "]")].randomElement(using: &generator)!
                        : others.randomElement(using: &generator)!
                }
                let followed = alone + rest
                var first = JSONScanner()
                var second = JSONScanner()
                let number = first.number(in: alone.span)
                #expect(number == second.number(in: followed.span))
                #expect(number.map(\.value) == Double(String(decoding: alone, as: UTF8.self)))
                #expect(second.place == alone.count)
            }
        }
    }

    @Test func readsWhatJSONWrites() {
        #expect(scan("0") == .integer(0))
        #expect(scan("-17") == .integer(-17))
        #expect(scan("9223372036854775807") == .integer(.max))
        #expect(scan("9223372036854775808") == .unsigned(1 << 63))
        #expect(bits("-0.0") == (-0.0).bitPattern && bits("-0") == 0.0.bitPattern)
        #expect(bits("1E+2") == 100.0.bitPattern && bits("0e7") == 0)
        #expect(bits("9007199254740993.0") == 9_007_199_254_740_992.0.bitPattern)
        #expect(
            bits("0.00000000000000000000000000000123456789012345678") == 1.23456789012345678e-30.bitPattern)
        for text in [
            "", "-", "01", "-01", "1.", ".5", "1e", "1e+", "+1", "1.e3", "0x1", "NaN", "--1", "- 1",
            "-9223372036854775808", "18446744073709551616", "1e400", "1e-400", "12345678901234567890.5",
        ] {
            #expect(scan(text) == nil, "\(text)")
        }
    }
}
