internal import Glibc
internal import Storage

/// The keys that are let in, by their SHA-256: a stolen file opens nothing.
///
/// The file has one line a key, `name sha256hex`, and belongs to its owner alone (mode 0600). Keys are 256 random
/// bits, so that their plain digest cannot be guessed back.
public struct AccessKeys: Sendable {
    private let digests: [Digest]

    /// Reads a file of keys.
    ///
    /// - Throws: `ServingError.invalidKeys` where it cannot be read, others may read it, a line is malformed, a
    ///   name stands twice, or there is no key.
    public init(file: String) throws(ServingError) {
        digests = try Self.entries(file: file).map(\.digest)
        if digests.isEmpty {
            throw .invalidKeys(
                file: file, line: nil, problem: "holds no key", remedy: "create one with 'leadline key new'")
        }
    }

    /// Creates a key, appends its digest to the file (which is created if it is not there), and gives the key:
    /// it is nowhere else.
    ///
    /// - Parameter name: letters, digits, `.`, `_` and `-`.
    /// - Throws: `ServingError.invalidKeys` where the file is not fit, has the name already, or cannot be written.
    public static func create(name: String, file: String) throws(ServingError) -> String {
        guard isValid(name) else {
            throw .invalidKeys(
                file: file, line: nil, problem: "the key's name is not admitted",
                remedy: "use letters, digits, '.', '_' and '-', at most 64")
        }
        var entries: [Entry] = []
        if FileSystem.exists(file) { entries = try Self.entries(file: file) }
        if entries.contains(where: { $0.name == name }) {
            throw .invalidKeys(
                file: file, line: nil, problem: "has a key of this name already",
                remedy: "choose another, or delete its line first")
        }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
        let key = "leadline_" + secret
        entries.append(Entry(name: name, digest: Digest(of: Array(key.utf8))))
        let text = entries.map { "\($0.name) \($0.digest)\n" }.joined()
        do throws(StorageError) {
            try AtomicFile.write(Array(text.utf8), to: file, permissions: 0o600)
        } catch {
            throw .invalidKeys(
                file: file, line: nil, problem: "cannot be written", remedy: "\(error)")
        }
        return key
    }

    /// Whether the header carries one of the keys.
    func admits(authorization: String?) -> Bool {
        guard let authorization else { return false }
        let scheme = "bearer "
        guard authorization.utf8.count > scheme.utf8.count,
            authorization.prefix(scheme.count).lowercased() == scheme
        else { return false }
        let sent = Digest(of: Array(authorization.utf8.dropFirst(scheme.utf8.count))).bytes
        var isAdmitted = false
        // Every key is compared in full, so that the time says nothing.
        for digest in digests where Self.isSame(digest.bytes, sent) { isAdmitted = true }
        return isAdmitted
    }

    /// Compares in a time that does not depend on where the two differ.
    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    private static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || ".-_".utf8.contains(byte)
            }
    }

    private struct Entry {
        var name: String
        var digest: Digest
    }

    private static func entries(file: String) throws(ServingError) -> [Entry] {
        try checkPermissions(file)
        let text: String
        do throws(StorageError) {
            text = String(decoding: try FileSystem.read(file), as: UTF8.self)
        } catch {
            throw .invalidKeys(file: file, line: nil, problem: "cannot be read", remedy: "\(error)")
        }
        var entries: [Entry] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(separator: " ")
            if words.isEmpty || line.hasPrefix("#") { continue }
            guard words.count == 2, isValid(String(words[0])),
                let digest = Digest(hexadecimal: String(words[1]))
            else {
                throw .invalidKeys(
                    file: file, line: index + 1, problem: "is not 'name sha256hex'",
                    remedy: "make lines with 'leadline key new'")
            }
            if entries.contains(where: { $0.name == words[0] }) {
                throw .invalidKeys(
                    file: file, line: index + 1, problem: "repeats a name", remedy: "delete one of the lines")
            }
            entries.append(Entry(name: String(words[0]), digest: digest))
        }
        return entries
    }

    private static func checkPermissions(_ file: String) throws(ServingError) {
        var status = stat()
        guard unsafe stat(file, &status) == 0 else {
            throw .invalidKeys(
                file: file, line: nil, problem: "is not there", remedy: "make it with 'leadline key new'")
        }
        guard status.st_uid == geteuid() else {
            throw .invalidKeys(
                file: file, line: nil, problem: "belongs to another user",
                remedy: "make one of your own with 'leadline key new'")
        }
        if status.st_mode & 0o077 != 0 {
            throw .invalidKeys(
                file: file, line: nil, problem: "is open to other users", remedy: "run 'chmod 600' on it")
        }
    }
}
