import Features
import Testing

@testable import Simulation

@Suite struct TextBufferTests {
    private func text(_ body: (inout TextBuffer) -> Void) -> String {
        var buffer = TextBuffer()
        body(&buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (0, 1, "0"), (7, 3, "007"), (1234, 3, "1234"), (-5, 1, "-5"), (9_999_999_999_999, 1, "9999999999999"),
    ])
    func integers(number: Int, width: Int, expected: String) {
        #expect(text { $0.add(number, width: width) } == expected)
    }

    @Test func hundredthsAndHexadecimals() {
        #expect(text { $0.add(hundredths: 5) } == "0.05")
        #expect(text { $0.add(hundredths: 123_450) } == "1234.50")
        #expect(text { $0.add(hexadecimal: 0x0123_4567_89AB_CDEF) } == "0123456789abcdef")
    }

    @Test(arguments: [
        "2024-02-29T23:59:59.999Z", "1970-01-01T00:00:00.000Z", "2025-12-01T05:06:07.080Z",
    ])
    func times(expected: String) throws {
        let instant = try Instant(expected)
        #expect(text { $0.add(time: instant.microseconds) } == expected)
        #expect(text { $0.add(day: instant.dayNumber) } == String(expected.prefix(10)))
    }
}
