import Glibc
import Testing

@testable import Terminal

@Suite struct DescriptorSinkTests {
    private func pipe() -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [0, 0]
        _ = unsafe Glibc.pipe(&ends)
        return (ends[0], ends[1])
    }

    @Test func writesAll() {
        let (reader, writer) = pipe()
        DescriptorSink(writer).write("Grüße\n")
        close(writer)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = unsafe read(reader, &bytes, 64)
        close(reader)
        #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "Grüße\n")
    }

    @Test func aReaderThatGoesAwayIsNoFailure() {
        _ = signal(SIGPIPE, SIG_IGN)
        let (reader, writer) = pipe()
        close(reader)
        let sink = DescriptorSink(writer)
        sink.write("nobody reads this")
        sink.write("nor this")
        #expect(sink.failure == nil)
        close(writer)
    }

    @Test func aFullDeviceIsAFailure() {
        let device = unsafe open("/dev/full", O_WRONLY)
        let sink = DescriptorSink(device)
        sink.write("lost")
        #expect(sink.failure == "No space left on device")
        close(device)
    }
}
