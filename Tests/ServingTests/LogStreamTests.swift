import Glibc
import Testing

@testable import Serving

@Suite struct LogStreamTests {
    /// A pipe, from which nobody reads until it is drained.
    private final class Pipe {
        let ends: (read: Int32, write: Int32)

        init() {
            var both: [Int32] = [0, 0]
            precondition(unsafe pipe(&both) == 0, "no pipe could be had")
            ends = (both[0], both[1])
            // An empty one has an end, too.
            precondition(fcntl(ends.read, F_SETFL, O_NONBLOCK) == 0, "the pipe could not be set")
        }

        deinit {
            close(ends.read)
            close(ends.write)
        }

        /// So many bytes of what is in it.
        func take(_ count: Int) -> String {
            var block = [UInt8](repeating: 0, count: count)
            let taken = unsafe read(ends.read, &block, count)
            return String(decoding: block.prefix(max(0, taken)), as: UTF8.self)
        }

        /// What is in it.
        func drain() -> String {
            var all: [UInt8] = []
            var block = [UInt8](repeating: 0, count: 8192)
            while case let count = unsafe read(ends.read, &block, block.count), count > 0 {
                all += block[..<count]
            }
            return String(decoding: all, as: UTF8.self)
        }
    }

    private func line(_ number: Int, _ count: Int = 100) -> [UInt8] {
        let text = "line \(number) "
        return Array((text + String(repeating: ".", count: count - text.count - 1) + "\n").utf8)
    }

    @Test func whoeverDoesNotReadCostsLinesAndNoTime() {
        let pipe = Pipe()
        let stream = LogStream(descriptor: pipe.ends.write)
        let began = ContinuousClock.now
        let count = 10_000
        for number in 0..<count { stream.write(line(number)) }
        // One wait, not one for each line.
        #expect(ContinuousClock.now - began < .milliseconds(count * Int(LogStream.patience) / 4))
        let first = pipe.drain().split(separator: "\n")
        #expect(first.count >= 40 && first[0].hasPrefix("line 0 "))
        stream.write(line(count))
        stream.write(line(count + 1))
        let lines = pipe.drain().split(separator: "\n")
        let whole = first.count { $0.utf8.count == 99 }
        #expect(lines.count == 3 && lines[1].hasPrefix("line 10000 ") && lines[2].hasPrefix("line 10001 "))
        #expect(lines[0].contains(#""event":"log.recovered","lost":"\#(count - whole)""#), "\(lines[0])")
    }

    @Test func aLineThatBreaksOffEndsWhereTheNextBegins() {
        let pipe = Pipe()
        let stream = LogStream(descriptor: pipe.ends.write)
        stream.write(line(1, 100_000))
        // A pipe holds 65,536 bytes.
        #expect(pipe.drain().utf8.count < 100_000)
        stream.write(line(2))
        let text = pipe.drain()
        #expect(text.hasPrefix("\n{") && text.contains(#""lost":"1""#) && text.hasSuffix("\n"))
    }

    /// Lines that were told to be lost are not told again where the line behind the remark broke off.
    @Test func aLossIsToldOnce() {
        let pipe = Pipe()
        let stream = LogStream(descriptor: pipe.ends.write)
        var text = ""
        let count = 2_000
        for number in 0..<count { stream.write(line(number)) }
        // Room for the remark and the beginning of a line.
        text += pipe.take(4096)
        stream.write(line(count, 20_000))
        text += pipe.drain()
        stream.write(line(count + 1))
        text += pipe.drain()
        let lines = text.split(separator: "\n")
        let whole = lines.count { $0.hasPrefix("line ") && $0.hasSuffix(".") && $0.utf8.count == 99 }
        let told = lines.compactMap { line in
            line.firstRange(of: #""lost":""#).flatMap { Int(line[$0.upperBound...].prefix { $0 != "\"" }) }
        }
        #expect(told.count == 2 && told.reduce(0, +) + whole == count + 2, "\(told) and \(whole)")
    }

    @Test func aDiskWithoutRoomIsNoHarm() {
        let full = unsafe open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(full) }
        let stream = LogStream(descriptor: full)
        for number in 0..<100 { stream.write(line(number)) }
    }
}
