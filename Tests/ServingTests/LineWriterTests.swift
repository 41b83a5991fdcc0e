import Glibc
import Storage
import Synchronization
import TestKit
import Testing

@testable import Serving

@Suite struct LineWriterTests {
    let directory = TemporaryDirectory()
    let log = TestServer.LineLog()
    var path: String { directory.path + "/lines.jsonl" }

    private func writer(limit: Int = 1 << 20, capacity: Int = 4 << 20) throws -> LineWriter {
        let log = log
        return try LineWriter(
            path, limit: limit, keep: 1, capacity: capacity, log: ServingLog { log.append($0) })
    }

    private func line(_ number: Int) -> [UInt8] { Array("line \(number)\n".utf8) }

    @Test func everyLineOfEveryThreadIsThereOnce() async throws {
        let writer = try writer()
        await withTaskGroup { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<5_000 { writer.write(line(thread * 5_000 + number)) }
                }
            }
        }
        writer.finish()
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count == 20_000)
        #expect(Set(lines) == Set((0..<20_000).map { "line \($0)" }))
        #expect(writer.written == 20_000 && writer.dropped == 0)
    }

    @Test func dropsWhatHasNoRoomAndCountsIt() throws {
        let writer = try writer(capacity: 14)
        // What comes after the end waits for nobody, so that only the buffer decides.
        writer.write([UInt8](repeating: 0x78, count: 14) + [UInt8(ascii: "\n")])
        #expect(writer.dropped == 1)
        writer.finish()
        writer.write(line(1))
        #expect(writer.dropped == 2 && writer.written == 0)
        #expect(try FileSystem.read(path).isEmpty)
    }

    /// What could not be opened is told before, and nothing is made.
    @Test func aCheckMakesNothing() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/lines.jsonl"
        try LineWriter.check(path)
        #expect(!FileSystem.exists(path))
        try FileSystem.makeDirectories(directory.path + "/folder")
        unsafe symlink(path, directory.path + "/link")
        for name in ["none/lines.jsonl", "folder", "link"] {
            #expect(throws: StorageError.self) { try LineWriter.check(directory.path + "/" + name) }
            #expect(throws: StorageError.self) {
                _ = try LineFile(directory.path + "/" + name, limit: 100, keep: 0)
            }
        }
        // Half a line stays, and that somebody writes it is no error.
        try AtomicFile.write(Array("half".utf8), to: path)
        try LineWriter.check(path)
        #expect(try FileSystem.read(path) == Array("half".utf8))
        let file = try LineFile(path, limit: 100, keep: 0)
        try LineWriter.check(file.path)
    }

    @Test(.enabled(if: geteuid() != 0, "modes do not bind the superuser"))
    func aCheckGoesByModes() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/lines.jsonl"
        try AtomicFile.write([], to: path)
        unsafe chmod(path, 0o400)
        #expect(throws: StorageError.self) { try LineWriter.check(path) }
        unsafe chmod(directory.path, 0o500)
        defer { unsafe chmod(directory.path, 0o700) }
        #expect(throws: StorageError.self) { try LineWriter.check(directory.path + "/other") }
    }

    @Test func writesWithoutBeingTold() async throws {
        let writer = try writer()
        writer.write(line(1))
        let end = ContinuousClock.now + .seconds(60)
        while writer.written == 0, ContinuousClock.now < end { TestServer.nap() }
        #expect(try FileSystem.read(path) == line(1))
        writer.finish()
        writer.finish()
    }

    @Test func turnsOverAtLineEnds() throws {
        let writer = try writer(limit: 100_000)
        for number in 0..<20_000 { writer.write(line(number)) }
        writer.finish()
        let files = try [path + ".1", path].map { String(decoding: try FileSystem.read($0), as: UTF8.self) }
        for file in files {
            #expect(file.hasPrefix("line ") && file.hasSuffix("\n") && file.utf8.count <= 100_000)
        }
        #expect(files[1].hasSuffix("line 19999\n"))
        let numbers = files.joined().split(separator: "\n").compactMap { Int($0.dropFirst(5)) }
        #expect(numbers == Array((20_000 - numbers.count)..<20_000))
    }

    /// A file that cannot be made anew: lines are lost, counted, and said once; then they come again.
    @Test func saysWhenLinesAreLostAndWhenNoLonger() throws {
        let buffer = try LineBuffer(
            to: LineFile(path, limit: 1 << 20, keep: 1), capacity: 1 << 10,
            log: ServingLog { [log] in log.append($0) })
        func give(_ number: Int) {
            buffer.add(line(number))
            buffer.flush()
        }
        give(1)
        try FileSystem.remove(path)
        try FileSystem.makeDirectories(path)
        give(2)
        give(3)
        #expect(buffer.dropped.load(ordering: .relaxed) == 2)
        try FileSystem.remove(path)
        give(4)
        #expect(try FileSystem.read(path) == line(4))
        #expect(buffer.written.load(ordering: .relaxed) == 2)
        #expect(log.lines.count == 2)
        #expect(log.lines[0].contains("log.failed") && log.lines[0].contains(path))
        #expect(log.lines[1].contains("log.recovered"))
    }
}
