/// A file of JSON lines, each bound to the one before, that only grows.
///
/// A line is the canonical JSON of an entry with two more members: `previous`, the digest of the line before
/// (64 zeros on the first line), and `digest`, the SHA-256 of the line's other members. A line that was
/// changed, removed or moved breaks the chain; only cutting whole lines off the end does not show, so what
/// the last line says should be kept elsewhere too.
///
/// A kill during an append can leave an incomplete last line, without its newline. It is not part of the
/// journal: readers pass it over, and the next append removes it.
public struct Journal<Entry: Codable & Sendable>: Sendable {
    /// Where the file is, or will be once there is an entry.
    public let path: String

    /// A journal at a path; nothing is read or created yet.
    public init(path: String) { self.path = path }

    /// All entries, first to last; none where there is no file.
    ///
    /// - Throws: `brokenJournal` with the line that breaks the chain, `unreadable`.
    /// - Complexity: O(size).
    public func read() throws(StorageError) -> [Entry] {
        do throws(StorageError) {
            return try verify(try FileSystem.read(path)).entries
        } catch .missing {
            return []
        }
    }

    /// The last entry that is wanted; nil where none is, and where there is no file.
    ///
    /// The whole chain is verified, as by `read`, but no more than a line of it is in memory at a time.
    /// - Throws: `brokenJournal` with the line that breaks the chain, `unreadable`.
    /// - Complexity: O(size) time.
    public func last(where isWanted: (Entry) -> Bool) throws(StorageError) -> Entry? {
        var found: Entry?
        var chain = Chain()
        do throws(StorageError) {
            var lines = try LineReader(path, limit: 1 << 30)
            while let line = try lines.next(), line.isEnded {
                let entry = try take(line.bytes + [UInt8(ascii: "\n")], into: &chain)
                if isWanted(entry) { found = entry }
            }
        } catch .missing {
            return nil
        }
        return found
    }

    /// Adds an entry at the end and makes it durable; writers take turns.
    ///
    /// The journal is verified first, so that a broken one is never extended. If the entry cannot be written
    /// whole, the file is left as it was.
    /// - Precondition: the entry encodes as an object without the members `previous` and `digest`.
    /// - Throws: `brokenJournal`, `unwritable`, `unencodable`.
    /// - Complexity: O(size).
    public func append(_ entry: Entry) throws(StorageError) {
        let file = try Descriptor(writing: path, permissions: 0o644)
        try file.lock()
        let (_, last, size) = try verify(try file.readAll())
        let line = try line(of: entry, after: last)
        do throws(StorageError) {
            try file.truncate(to: size)
            try file.write(line)
            WriteStep.reached("write \(path)")
            try file.synchronize()
            // Each time: whoever made the file may have been killed before its name was durable.
            try FileSystem.synchronizeDirectory(FileSystem.parent(of: path))
        } catch {
            try? file.truncate(to: size)
            try? file.synchronize()
            throw error
        }
    }

    private func line(of entry: Entry, after last: Digest) throws(StorageError) -> [UInt8] {
        guard case .object(var members) = try CanonicalJSON.tree(of: entry), members["previous"] == nil else {
            preconditionFailure("a journal's entry encodes as an object without a member `previous`")
        }
        members["previous"] = .text(last.description)
        return CanonicalJSON.encode(SealedJSON.seal(.object(members)))
    }

    // The entries, the digest of the last one, and the size of the whole lines.
    private func verify(
        _ bytes: [UInt8]
    ) throws(StorageError) -> (entries: [Entry], last: Digest, size: Int) {
        var entries: [Entry] = []
        var chain = Chain()
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            entries.append(try take(Array(bytes[start...end]), into: &chain))
            start = end + 1
        }
        return (entries, chain.last, start)
    }

    /// The lines so far.
    private struct Chain {
        var count = 0
        /// The digest of the last.
        var last = Digest.zero
    }

    /// The entry of the next line, which has to follow the one before.
    private func take(_ line: [UInt8], into chain: inout Chain) throws(StorageError) -> Entry {
        do throws(StorageError) {
            let value = try SealedJSON.decode(JSONValue.self, from: line, file: path)
            guard value["previous"] == .text(chain.last.description) else {
                throw .sealBroken(
                    file: path, problem: "it does not follow the line before: lines were removed or moved")
            }
            let entry = try CanonicalJSON.decode(Entry.self, from: value, file: path)
            chain.last = try CanonicalJSON.decode(Seal.self, from: value, file: path).digest
            chain.count += 1
            return entry
        } catch {
            throw .brokenJournal(file: path, line: chain.count + 1, problem: problem(error))
        }
    }

    private func problem(_ error: StorageError) -> String {
        switch error {
        case .malformedJSON(_, _, _, let problem): "not valid JSON: \(problem)"
        case .unexpectedContent(_, let keyPath, let problem): "`\(keyPath)`: \(problem)"
        case .sealBroken(_, let problem): problem
        default: "\(error)"
        }
    }

    private struct Seal: Decodable { var digest: Digest }
}
