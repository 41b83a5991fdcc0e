import Glibc
import Storage
import TestKit
import Testing

@Suite struct AtomicFileTests {
    private let directory = TemporaryDirectory()

    private var path: String { directory.path + "/file" }

    @Test func writesAndReplaces() throws {
        try AtomicFile.write([1, 2, 3], to: path)
        try AtomicFile.write([4], to: path)
        #expect(try FileSystem.read(path) == [4])
        #expect(try FileSystem.names(in: directory.path) == ["file"])
    }

    @Test func aLeftoverIsWrittenOver() throws {
        let leftover = AtomicFile.staging(of: path)
        try AtomicFile.write([9, 9, 9, 9], to: leftover)
        try AtomicFile.write([1], to: path, permissions: 0o600)
        #expect(try FileSystem.read(path) == [1])
        #expect(try FileSystem.names(in: directory.path) == ["file"])
        var status = stat()
        let isThere = unsafe stat(path, &status) == 0
        #expect(isThere)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    /// Whoever holds another name of what is prepared would read it.
    @Test func aPreparedFileOfTwoNamesIsNotUsed() throws {
        let leftover = AtomicFile.staging(of: path)
        try AtomicFile.write([9], to: directory.path + "/other")
        let isLinked = unsafe link(directory.path + "/other", leftover) == 0
        #expect(isLinked)
        try AtomicFile.write([1], to: path)
        #expect(try FileSystem.read(directory.path + "/other") == [9])
        #expect(try FileSystem.read(path) == [1])
        #expect(try FileSystem.names(in: directory.path) == ["file", "other"])
    }

    @Test func eachStepLeavesTheOldOrTheNew() throws {
        try AtomicFile.write([1, 2, 3], to: path)
        let seen = Recorder<[UInt8]>()
        try WriteStep.$observer.withValue({ [path] _ in
            let bytes = try? FileSystem.read(path)
            seen.append(bytes ?? [])
        }) {
            try AtomicFile.write([4, 5], to: path)
        }
        #expect(seen.elements == [[1, 2, 3], [1, 2, 3], [4, 5]])
    }

    @Test func createNeverReplaces() throws {
        try AtomicFile.create([1], at: path)
        #expect(throws: StorageError.alreadyExists(path: path)) { try AtomicFile.create([2], at: path) }
        #expect(try FileSystem.read(path) == [1])
        #expect(try FileSystem.names(in: directory.path) == ["file"])
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
        try AtomicFile.write([1], to: path)
        let below = path + "/below"
        let error = #expect(throws: StorageError.self) { try AtomicFile.write([1], to: below) }
        #expect(error?.description.contains("cannot be written (Not a directory)") == true)
        #expect(throws: StorageError.self) { try FileSystem.makeDirectories(below) }
    }

    @Test func manyWritersOfOnePathNeverMix() async throws {
        await withTaskGroup { group in
            for byte in UInt8(0)..<16 {
                group.addTask { [path] in
                    for _ in 0..<5 {
                        #expect(throws: Never.self) {
                            try AtomicFile.write([UInt8](repeating: byte, count: 50_000), to: path)
                        }
                        let bytes = (try? FileSystem.read(path)) ?? []
                        #expect(bytes.count == 50_000 && Set(bytes).count == 1)
                    }
                }
            }
        }
        #expect(try FileSystem.names(in: directory.path) == ["file"])
    }
}
