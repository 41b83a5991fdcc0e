import FoundationEssentials
import Storage
import TestKit
import Testing

@Suite struct StagedDirectoryTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path + "/deep/final" }

    private func write(_ text: String, to path: String) throws -> Digest {
        var writer = try FileWriter(path)
        for piece in text.split(separator: " ") { try writer.append(Array(piece.utf8)) }
        #expect(writer.byteCount == text.utf8.count { $0 != 32 })
        return try writer.finish()
    }

    @Test func appearsWhole() throws {
        var staged = try StagedDirectory(for: path)
        let digest = try write("one two", to: staged.path + "/a.txt")
        #expect(digest == Digest(of: Array("onetwo".utf8)))
        #expect(!FileSystem.exists(path))
        try staged.publish()
        #expect(try FileSystem.read(path + "/a.txt") == Array("onetwo".utf8))
        #expect(try FileSystem.names(in: directory.path + "/deep") == ["final"])
    }

    @Test func leavesNothingWhenLetGo() throws {
        do {
            let staged = try StagedDirectory(for: path)
            _ = try write("lost", to: staged.path + "/a.txt")
        }
        #expect(try FileSystem.names(in: directory.path + "/deep") == [])
    }

    @Test func removesWhatAKilledWriterLeft() throws {
        try FileSystem.makeDirectories(directory.path + "/deep/.final.partial/old")
        var staged = try StagedDirectory(for: path)
        #expect(try FileSystem.names(in: staged.path) == [])
        _ = try write("new", to: staged.path + "/b.txt")
        try staged.publish()
        #expect(try FileSystem.names(in: path) == ["b.txt"])
    }

    @Test func refusesATakenPathAndATakenFile() throws {
        try FileSystem.makeDirectories(path)
        #expect(throws: StorageError.alreadyExists(path: path)) {
            _ = try StagedDirectory(for: path).path
        }
        _ = try write("first", to: path + "/a.txt")
        #expect(throws: StorageError.alreadyExists(path: path + "/a.txt")) {
            _ = try FileWriter(path + "/a.txt").byteCount
        }
    }
}
