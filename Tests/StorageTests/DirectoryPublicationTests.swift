import Glibc
import Storage
import TestKit
import Testing

@Suite struct DirectoryPublicationTests {
    private let directory = TemporaryDirectory()

    private var path: String { directory.path + "/1" }

    @Test func publishesOnce() throws {
        try DirectoryPublication.publish(["a": [1], "b": []], as: path)
        #expect(try FileSystem.names(in: path) == ["a", "b"])
        #expect(throws: StorageError.alreadyExists(path: path)) {
            try DirectoryPublication.publish(["c": [3]], as: path)
        }
        #expect(try FileSystem.names(in: path) == ["a", "b"])
        #expect(try FileSystem.names(in: directory.path) == ["1"])
    }

    @Test func leftoversAreCleared() throws {
        let leftover = DirectoryPublication.staging(of: path)
        try FileSystem.makeDirectories(leftover + "/deep")
        try AtomicFile.write([9], to: leftover + "/a")
        try DirectoryPublication.publish(["b": [2]], as: path)
        #expect(try FileSystem.names(in: path) == ["b"])
        #expect(try FileSystem.names(in: directory.path) == ["1"])
    }

    @Test func aLinkAtThePreparedNameIsRefused() throws {
        let (leftover, victim) = (DirectoryPublication.staging(of: path), directory.path + "/victim")
        try FileSystem.makeDirectories(victim)
        try AtomicFile.write([9], to: victim + "/kept")
        let isLinked = unsafe symlink(victim, leftover) == 0
        #expect(isLinked)
        #expect(throws: StorageError.self) { try DirectoryPublication.publish(["b": [2]], as: path) }
        #expect(try FileSystem.names(in: victim) == ["kept"])
    }

    @Test func eachStepLeavesItWholeOrAbsent() throws {
        let seen = Recorder<[String]>()
        try WriteStep.$observer.withValue({ [path] _ in
            let names = (try? FileSystem.names(in: path)) ?? []
            seen.append(names)
        }) {
            try DirectoryPublication.publish(["a": [1], "b": [2]], as: path)
        }
        #expect(seen.elements == [[], [], [], [], ["a", "b"]])
    }

    @Test func ofManyWritersOneWins() async throws {
        let won = await withTaskGroup(of: Bool.self) { group in
            for byte in UInt8(0)..<12 {
                group.addTask { [path] in
                    (try? DirectoryPublication.publish(["a": [byte], "b": [byte]], as: path)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        #expect(try FileSystem.read(path + "/a") == FileSystem.read(path + "/b"))
        #expect(try FileSystem.names(in: directory.path) == ["1"])
    }
}
