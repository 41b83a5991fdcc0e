import Glibc
import Storage
import TestKit
import Testing

@Suite struct PseudonymKeyTests {
    @Test func aKnownCode() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/key"
        try AtomicFile.write(Array(repeating: 0x0B, count: 32), to: path, permissions: 0o600)
        // Python: hmac.new(b"\x0b" * 32, "Ann Ö.".encode(), "sha256").hexdigest()[:32]
        #expect(
            try PseudonymKey.loadOrCreate(at: path).pseudonym("Ann Ö.") == "cfc5844ada81a758a95fae7774ab00e6")
    }

    @Test func firstUseMakesAKeyThatStays() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/deep/key"
        let first = try PseudonymKey.loadOrCreate(at: path)
        let again = try PseudonymKey.loadOrCreate(at: path)
        let other = try PseudonymKey.loadOrCreate(at: directory.path + "/other")
        #expect(first.pseudonym("x") == again.pseudonym("x"))
        #expect(first.pseudonym("x") != other.pseudonym("x"))
        #expect(first.pseudonym("x") != first.pseudonym("y"))
        #expect(first.pseudonym("").count == 32)
        #expect(try FileSystem.names(in: directory.path + "/deep") == ["key"])
        #expect(try FileSystem.read(path).count == 32)
    }

    @Test func aKeyThatOthersMayReadIsRefused() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/key"
        _ = try PseudonymKey.loadOrCreate(at: path)
        let isChanged = unsafe chmod(path, 0o640) == 0
        #expect(isChanged)
        #expect(throws: StorageError.exposed(path: path, mode: 0o640)) {
            try PseudonymKey.loadOrCreate(at: path)
        }
        let text = StorageError.exposed(path: "k", mode: 0o640).description
        #expect(text.hasPrefix("k: holds a secret but has mode 640; run `chmod 600`"))
    }

    @Test func aKeyOfAnotherLengthIsRefused() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/key"
        try AtomicFile.write([1, 2, 3], to: path, permissions: 0o600)
        #expect(throws: StorageError.self) { try PseudonymKey.loadOrCreate(at: path) }
    }

    /// A file that is no key is not read to its end, and a pipe is not waited for.
    @Test func whatIsNoKeyIsNotRead() throws {
        let directory = TemporaryDirectory()
        let path = directory.path + "/large"
        try AtomicFile.write([UInt8](repeating: 0, count: 4097), to: path, permissions: 0o600)
        #expect(throws: StorageError.unreadable(path: path, reason: "it has more than 4096 bytes")) {
            try PseudonymKey.load(path)
        }
        let pipe = directory.path + "/pipe"
        let isMade = unsafe mkfifo(pipe, 0o600) == 0
        #expect(isMade)
        #expect(throws: StorageError.unreadable(path: pipe, reason: "it is not a regular file")) {
            try PseudonymKey.load(pipe)
        }
    }
}
