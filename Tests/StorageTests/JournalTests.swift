import Storage
import TestKit
import Testing

@Suite struct JournalTests {
    struct Note: Codable, Hashable, Sendable { var text: String }

    private let directory = TemporaryDirectory()

    private var path: String { directory.path + "/journal.jsonl" }
    private var journal: Journal<Note> { Journal(path: path) }
    private let notes = ["first", "second", "third"].map { Note(text: $0) }

    private func fill() throws -> [UInt8] {
        for note in notes { try journal.append(note) }
        return try FileSystem.read(path)
    }

    @Test func entriesComeBackInOrder() throws {
        #expect(try journal.read().isEmpty)
        let bytes = try fill()
        #expect(try journal.read() == notes)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].contains("\"previous\":\"\(Digest.zero)\""))
        let first = try CanonicalJSON.parse(Array(lines[0].utf8), file: "line")
        let second = try CanonicalJSON.parse(Array(lines[1].utf8), file: "line")
        #expect(first["digest"] == second["previous"])
    }

    @Test func theLastThatIsWantedIsFound() throws {
        #expect(try journal.last { _ in true } == nil)
        let bytes = try fill()
        #expect(try journal.last { _ in true } == notes[2])
        #expect(try journal.last { $0.text.contains("s") } == notes[1])
        #expect(try journal.last { _ in false } == nil)
        // A kill during an append leaves a line without its end, which does not count.
        try AtomicFile.write(Array(bytes.dropLast()), to: path)
        #expect(try journal.last { _ in true } == notes[1])
    }

    @Test func everyFlippedBitIsFoundOnItsLine() throws {
        let bytes = try fill()
        for index in bytes.indices.dropLast() where index.isMultiple(of: 3) || bytes[index] < 0x30 {
            var flipped = bytes
            flipped[index] ^= 1
            try AtomicFile.write(flipped, to: path)
            let line = bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1
            for error in [
                #expect(throws: StorageError.self) { try journal.read() },
                #expect(throws: StorageError.self) { try journal.last { _ in true } },
            ] {
                guard case .brokenJournal(path, line, _) = error else {
                    Issue.record("byte \(index): \(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test func removedAndMovedLinesAreFound() throws {
        let text = String(decoding: try fill(), as: UTF8.self)
        let lines = text.split(separator: "\n").map { Array($0.utf8) + [UInt8(ascii: "\n")] }
        for (order, line) in [([1, 2], 1), ([0, 2], 2), ([0, 2, 1], 2), ([0, 0, 1], 2)] {
            try AtomicFile.write(order.flatMap { lines[$0] }, to: path)
            let error = #expect(throws: StorageError.self) { try journal.read() }
            #expect(
                error
                    == .brokenJournal(
                        file: path, line: line,
                        problem: "it does not follow the line before: lines were removed or moved"))
            #expect(throws: StorageError.self) { try journal.append(Note(text: "more")) }
        }
    }

    @Test func anIncompleteLastLineIsPassedOverAndRemoved() throws {
        let bytes = try fill()
        let start = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        for end in start..<bytes.count {
            try AtomicFile.write(Array(bytes[..<end]), to: path)
            #expect(try journal.read() == Array(notes.prefix(2)))
            try journal.append(notes[2])
            #expect(try FileSystem.read(path) == bytes)
        }
    }

    @Test func manyWritersKeepTheChain() async throws {
        await withTaskGroup { group in
            for number in 0..<20 {
                group.addTask { [journal] in
                    #expect(throws: Never.self) { try journal.append(Note(text: "\(number)")) }
                }
            }
        }
        #expect(Set(try journal.read()).count == 20)
    }
}
