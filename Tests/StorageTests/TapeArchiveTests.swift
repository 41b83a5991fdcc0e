import Testing
import TestKit

@testable import Storage

/// Archives as `tar` writes them, and as somebody writes them who means ill.
@Suite struct TapeArchiveTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path }

    private func shell(_ script: String) throws -> Int32 {
        var process = try ChildProcess(["sh", "-c", "cd '\(path)' && \(script)"])
        var block = [UInt8](repeating: 0, count: 4096)
        while try process.read(into: &block) > 0 {}
        return process.finish()
    }

    /// What an archive holds that a command writes: the contents by path, nil for a folder.
    private func contents(
        of script: String, limit: Int = 1 << 20
    ) throws(StorageError) -> [String: [UInt8]?] {
        let process = try ChildProcess(["sh", "-c", "cd '\(path)' && \(script)"])
        var archive = TapeArchive("the archive", from: process, limit: limit)
        var found: [String: [UInt8]?] = [:]
        while let entry = try archive.next() {
            var bytes: [UInt8] = []
            while let block = try archive.block(upTo: 1000) { bytes += block }
            #expect(bytes.count == entry.size)
            found[entry.path.joined(separator: "/")] = .some(entry.isDirectory ? nil : bytes)
        }
        #expect(try archive.finish() == 0)
        return found
    }

    private func expectRefusal(_ script: String, _ problem: String, limit: Int = 1 << 20) {
        let error = #expect(throws: StorageError.self) { try contents(of: script, limit: limit) }
        #expect(error == .malformedArchive(name: "the archive", problem: problem), "\(script)")
    }

    @Test(arguments: ["gnu", "ustar", "pax", "v7"])
    func everyFormatOfTar(format: String) throws {
        let long = String(repeating: "d", count: 60) + "/" + String(repeating: "e", count: 60)
        let isLong = format != "v7"
        #expect(try shell("mkdir -p a/empty a/\(long) && printf 12345 >a/five && : >a/nothing") == 0)
        #expect(try shell("head -c 70000 /dev/zero >a/large") == 0)
        if isLong { #expect(try shell("printf x >a/\(long)/name") == 0) } else { _ = try shell("rm -r a/d*") }
        if format == "gnu" || format == "pax" {
            #expect(try shell("printf y >a/\(String(repeating: "n", count: 120))") == 0)
        }
        let found = try contents(of: "tar --format=\(format) -cf - a")
        #expect(found["a/five"] == .some(Array("12345".utf8)))
        #expect(found["a/nothing"] == .some([]))
        #expect(found["a/large"]??.count == 70000)
        #expect(found["a/empty"] == .some(nil) && found["a"] == .some(nil))
        if isLong { #expect(found["a/\(long)/name"] == .some([120])) }
        if format == "gnu" || format == "pax" {
            #expect(found["a/" + String(repeating: "n", count: 120)] == .some([121]))
        }
    }

    @Test func whatIsNoFileOrLeadsElsewhere() throws {
        #expect(try shell("mkdir a && echo x >a/f && ln -s f a/link && echo y >a/g && ln a/g a/hard") == 0)
        let link = "it holds a link or something else that is neither file nor folder"
        let name = "it holds a name that is absolute or leads elsewhere"
        expectRefusal("tar -cf - a/f a/link", link)
        expectRefusal("tar -cf - a/g a/hard", link)
        expectRefusal("mkfifo pipe && tar -cf - pipe", link)
        expectRefusal("tar -P -cf - '\(path)/a/f'", name)
        expectRefusal("tar -P -cf - a/../a/f", name)
        expectRefusal("tar --format=pax -P --transform='s,^,../,' -cf - a/f", name)
        expectRefusal("tar -cf - ./a/f", name)
        // A long name, which GNU's tar says in an entry of its own.
        expectRefusal(
            "tar --format=gnu -P --transform='s,^,../\(String(repeating: "n", count: 120)),' -cf - a/f", name)
    }

    @Test func whatIsTooLargeOrTooShort() throws {
        #expect(try shell("mkdir a && head -c 300000 /dev/zero >a/f && tar -cf a.tar a") == 0)
        #expect(try contents(of: "cat a.tar")["a/f"]??.count == 300_000)
        expectRefusal("cat a.tar", "it is larger than the limit", limit: 200_000)
        // One that never ends.
        expectRefusal("cat a.tar && cat /dev/zero", "it is larger than the limit", limit: 400_000)
        for bytes in [0, 1, 511, 600, 100_000] {
            expectRefusal("head -c \(bytes) a.tar", "it ends too early")
        }
        expectRefusal("head -c 1024 /dev/urandom | tr '\\000' x", "a header is damaged")
        expectRefusal("sed 's/^a/b/' a.tar", "a header is damaged")
    }

    @Test func aProgramThatIsNotThere() {
        let error = #expect(throws: StorageError.self) { _ = try ChildProcess(["/nowhere/none"]) }
        #expect(
            error?.description
                == "/nowhere/none: cannot be started (No such file or directory); install it, or put it into a folder of PATH"
        )
    }

    @Test func howProgramsEnd() throws {
        #expect(try shell("exit 7") == 7)
        #expect(try shell("kill -TERM $$") == 128 + 15)
        // One that is let go is ended.
        let process = try ChildProcess(["sleep", "1000"])
        _ = consume process
    }
}
