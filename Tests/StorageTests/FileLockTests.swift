import Glibc
import Storage
import TestKit
import Testing

@Suite struct FileLockTests {
    private let directory = TemporaryDirectory()

    private var path: String { directory.path + "/.lock" }

    @Test func aSecondHolderIsToldWhoHoldsIt() throws {
        let lock = try FileLock(at: path, for: "training")
        let error = #expect(throws: StorageError.self) {
            _ = try FileLock(at: path, for: "promoting", timeout: .milliseconds(20))
        }
        #expect(error == .busy(path: path, activity: "training", holder: getpid()))
        #expect(error?.description.contains("another process (pid \(getpid())) is training") == true)
        withExtendedLifetime(lock) {}
    }

    @Test func theLockEndsWithItsValue() throws {
        do {
            let lock = try FileLock(at: path, for: "training")
            withExtendedLifetime(lock) {}
        }
        #expect(throws: Never.self) { _ = try FileLock(at: path, for: "promoting") }
    }

    /// As a process has one that is just being started by another thread.
    @Test func aCopyOfTheDescriptorDoesNotHoldTheLock() throws {
        var copy: Int32 = -1
        defer { close(copy) }
        do {
            let lock = try FileLock(at: path, for: "training")
            copy = dup(try #require(try OpenFiles.descriptor(of: path)))
            withExtendedLifetime(lock) {}
        }
        #expect(copy >= 0)
        #expect(throws: Never.self) { _ = try FileLock(at: path, for: "promoting") }
    }

    @Test func oneAtATime() async {
        let steps = Recorder<Int>()
        await withTaskGroup { group in
            for writer in 0..<8 {
                group.addTask { [path] in
                    for _ in 0..<10 {
                        guard let lock = try? FileLock(at: path, for: "counting", timeout: .seconds(300))
                        else { continue }
                        steps.append(writer)
                        steps.append(writer)
                        withExtendedLifetime(lock) {}
                    }
                }
            }
        }
        let elements = steps.elements
        #expect(elements.count == 160)
        #expect(stride(from: 0, to: elements.count, by: 2).allSatisfy { elements[$0] == elements[$0 + 1] })
    }
}
