import Glibc
import Storage
import TestKit
import Testing

@Suite struct FileSystemTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path + "/new" }

    @Test func anEmptyFileIsNew() throws {
        try FileSystem.createEmpty(path, permissions: 0o600)
        #expect(try FileSystem.read(path) == [])
        var status = stat()
        let isThere = unsafe stat(path, &status) == 0
        #expect(isThere && status.st_mode & 0o777 == 0o600)
        #expect(throws: StorageError.alreadyExists(path: path)) {
            try FileSystem.createEmpty(path, permissions: 0o600)
        }
    }

    @Test(arguments: [true, false])
    func aLinkIsNotFollowed(isDangling: Bool) throws {
        let other = directory.path + "/other"
        if !isDangling { try AtomicFile.write([1], to: other) }
        let isLinked = unsafe symlink(other, path) == 0
        #expect(isLinked)
        #expect(throws: StorageError.alreadyExists(path: path)) {
            try FileSystem.createEmpty(path, permissions: 0o600)
        }
        #expect(FileSystem.size(of: other) == (isDangling ? nil : 1))
    }
}
