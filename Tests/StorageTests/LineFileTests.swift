import Glibc
import Storage
import TestKit
import Testing

@Suite struct LineFileTests {
    private let directory = TemporaryDirectory()

    private var path: String { directory.path + "/lines.jsonl" }

    private func text(_ path: String) throws -> String {
        String(decoding: try FileSystem.read(path), as: UTF8.self)
    }

    private func lines(_ numbers: ClosedRange<Int>) -> [UInt8] {
        numbers.flatMap { Array("line \($0)\n".utf8) }
    }

    @Test func goesOnWhereItStopped() throws {
        for number in 1...3 {
            var file = try LineFile(path, limit: 1000, keep: 1)
            try file.append(lines(number...number))
        }
        #expect(try text(path) == "line 1\nline 2\nline 3\n")
        var status = stat()
        #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o077 == 0)
    }

    /// Seven bytes a line, three lines a file: the oldest of more than two kept files are gone.
    @Test func turnsFilesOver() throws {
        var file = try LineFile(path, limit: 21, keep: 2)
        for number in 1...9 { try file.append(lines(number...number)) }
        #expect(try text(path) == "line 7\nline 8\nline 9\n")
        #expect(try text(path + ".1") == "line 4\nline 5\nline 6\n")
        #expect(try text(path + ".2") == "line 1\nline 2\nline 3\n")
        try file.append(lines(10...14))
        #expect(try text(path) == String(decoding: lines(10...14), as: UTF8.self))
        #expect(try text(path + ".2") == "line 4\nline 5\nline 6\n")
        #expect(try FileSystem.names(in: directory.path).count == 3)
    }

    @Test func keepsNoneWhereNoneIsToBeKept() throws {
        var file = try LineFile(path, limit: 14, keep: 0)
        for number in 1...3 { try file.append(lines(number...number)) }
        #expect(try text(path) == "line 3\n")
        #expect(try FileSystem.names(in: directory.path) == ["lines.jsonl"])
    }

    @Test(arguments: ["", "line 1\n", "line 1\nline 2\n"])
    func cutsTheHalfLineThatAKillLeft(whole: String) throws {
        for half in ["l", "line 3", String(repeating: "x", count: 100_000)] {
            try AtomicFile.write(Array((whole + half).utf8), to: path)
            var file = try LineFile(path, limit: 1 << 20, keep: 1)
            try file.append(Array("next\n".utf8))
            #expect(try text(path) == whole + "next\n")
        }
    }

    @Test func refusesWhatIsNoFileOfLines() throws {
        let bytes = [UInt8](repeating: 1, count: LineFile.longestLine + 1)
        try AtomicFile.write(bytes, to: path)
        #expect(throws: StorageError.unwritable(path: path, reason: "it is not a file of lines")) {
            _ = try LineFile(path, limit: 1000, keep: 1)
        }
        #expect(try FileSystem.read(path) == bytes)
        #expect(throws: StorageError.self) { _ = try LineFile(directory.path, limit: 1000, keep: 1) }
        #expect(throws: StorageError.self) {
            _ = try LineFile(directory.path + "/none/lines.jsonl", limit: 1000, keep: 1)
        }
    }

    @Test func oneWritesAtATime() throws {
        var file = try LineFile(path, limit: 1000, keep: 1)
        #expect(throws: StorageError.busy(path: path, activity: "writing it", holder: nil)) {
            _ = try LineFile(path, limit: 1000, keep: 1)
        }
        try file.append(lines(1...1))
    }

    /// As a process has one that is just being started by another thread.
    @Test func aCopyOfTheDescriptorDoesNotHoldTheFile() throws {
        var copy: Int32 = -1
        defer { close(copy) }
        do {
            var file = try LineFile(path, limit: 1000, keep: 1)
            copy = dup(try #require(try OpenFiles.descriptor(of: path)))
            try file.append(lines(1...1))
        }
        #expect(copy >= 0)
        #expect(throws: Never.self) { _ = try LineFile(path, limit: 1000, keep: 1) }
    }

    @Test func aFileThatWasJustWrittenWholeIsFree() throws {
        var copy: Int32 = -1
        defer { close(copy) }
        try AtomicFile.stage(lines(1...1), for: path) { () throws(StorageError) in
            copy = dup(try OpenFiles.descriptor(of: AtomicFile.staging(of: path)) ?? -1)
        }
        #expect(copy >= 0)
        #expect(throws: Never.self) { _ = try LineFile(path, limit: 1000, keep: 1) }
    }

    @Test func makesAFileAnewThatSomebodyTookAway() throws {
        var file = try LineFile(path, limit: 1000, keep: 1)
        try file.append(lines(1...1))
        try FileSystem.rename(path, to: path + ".old")
        try file.append(lines(2...2))
        try FileSystem.remove(path)
        try file.append(lines(3...3))
        #expect(try text(path) == "line 3\n")
        #expect(try text(path + ".old") == "line 1\n")
    }

    /// The system takes only some bytes of a line: they are taken back, and later lines follow the last whole one.
    @Test func holdsWholeLinesWhenTheDiskIsFull() async {
        await #expect(processExitsWith: .success) {
            let directory = TemporaryDirectory()
            let path = directory.path + "/lines.jsonl"
            var file = try LineFile(path, limit: 1 << 20, keep: 1)
            signal(SIGXFSZ, SIG_IGN)
            var unlimited = rlimit()
            unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &unlimited)
            var limited = unlimited
            limited.rlim_cur = 1000
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limited)
            let line = Array((String(repeating: "x", count: 299) + "\n").utf8)
            var failures = 0
            for _ in 0..<5 {
                do { try file.append(line) } catch { failures += 1 }
            }
            let held = try FileSystem.read(path)
            precondition(failures == 2 && held == line + line + line)
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &unlimited)
            try file.append(line)
            let all = try FileSystem.read(path)
            precondition(all == held + line)
        }
    }
}
