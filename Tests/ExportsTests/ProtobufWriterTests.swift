import Testing

@testable import Exports

@Suite struct ProtobufWriterTests {
    /// Source: the examples of the Protocol Buffers encoding specification (`Test1`, `Test2`, `Test3`, `Test4`).
    @Test func theSpecificationsExamples() {
        var one = ProtobufWriter()
        one.integer(1, 150)
        #expect(one.bytes == [0x08, 0x96, 0x01])
        var two = ProtobufWriter()
        two.text(2, "testing")
        #expect(two.bytes == [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67])
        var three = ProtobufWriter()
        three.message(3) { $0.integer(1, 150) }
        #expect(three.bytes == [0x1A, 0x03, 0x08, 0x96, 0x01])
    }

    @Test func largeAndNegativeNumbers() {
        var writer = ProtobufWriter()
        writer.integer(20, -2)
        #expect(writer.bytes == [0xA0, 0x01, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01])
        var zero = ProtobufWriter()
        zero.integer(1, 0)
        zero.integer(1, .max)
        #expect(zero.bytes == [0x08, 0x00, 0x08] + [UInt8](repeating: 0xFF, count: 8) + [0x7F])
    }

    @Test func longContents() {
        var writer = ProtobufWriter()
        writer.data(9, [UInt8](repeating: 7, count: 300))
        #expect(writer.bytes.prefix(3) == [0x4A, 0xAC, 0x02])
        #expect(writer.bytes.count == 303)
    }
}
