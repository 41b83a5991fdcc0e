internal import Glibc
internal import Storage

/// The keys that are let in, by their SHA-256: a stolen file opens nothing.
///
/// The file has one line a key, `name sha256hex [roles] [rate=N/s]`, and belongs to its owner alone (mode 0600). Keys
/// are 256 random bits, so that their plain digest cannot be guessed back. `docs/access.md` tells the whole of it.
public struct AccessKeys: Sendable {
    /// Where they were read.
    public let file: String
    /// In the order of the file; names are unique.
    public let keys: [AccessKey]

    /// Reads a file of keys.
    ///
    /// - Throws: `ServingError.invalidKeys` where it cannot be read, others may read it, a line is malformed, a
    ///   name stands twice, or there is no key.
    public init(file: String) throws(ServingError) {
        try self.init(file: file, mayBeEmpty: false)
    }

    /// Reads a file of keys, of which the last one may have been revoked.
    ///
    /// - Throws: as `init(file:)`, but for a file without keys.
    public init(file: String, mayBeEmpty: Bool) throws(ServingError) {
        self.file = file
        keys = try Self.keys(Self.lines(of: file), file: file)
        if keys.isEmpty, !mayBeEmpty {
            throw .invalidKeys(
                file: file, line: nil, problem: "holds no key", remedy: "create one with 'leadline key new'")
        }
    }

    /// Creates a key, appends its digest to the file (which is created if it is not there), and gives the key:
    /// it is nowhere else.
    ///
    /// - Parameters:
    ///   - name: letters, digits, `.`, `_` and `-`.
    ///   - roles: what the key is for; at least one.
    ///   - requestsPerSecond: 1 to 1,000,000, or nil for no limit.
    /// - Throws: `ServingError.invalidKeys` where the file is not fit, has the name already, or cannot be written.
    public static func create(
        name: String, roles: Set<AccessRole> = [.score], requestsPerSecond: Int? = nil, file: String
    ) throws(ServingError) -> String {
        precondition(!roles.isEmpty, "a key is for something")
        guard AccessKey.isValid(name: name) else {
            throw .invalidKeys(
                file: file, line: nil, problem: "the key's name is not admitted",
                remedy: "use letters, digits, '.', '_' and '-', at most 64")
        }
        var lines: [Substring] = []
        if FileSystem.exists(file) { lines = try Self.lines(of: file) }
        if try keys(lines, file: file).contains(where: { $0.name == name }) {
            throw .invalidKeys(
                file: file, line: nil, problem: "has a key of this name already",
                remedy: "choose another, or revoke it with 'leadline key revoke' first")
        }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
        let key = "leadline_" + secret
        let line = AccessKey.line(
            name: name, digest: Digest(of: Array(key.utf8)), roles: roles,
            requestsPerSecond: requestsPerSecond)
        try write(lines + [line[...]], to: file)
        return key
    }

    /// Takes a key out of the file, whose other lines stay as they are.
    ///
    /// - Throws: `ServingError.invalidKeys` where the file is not fit, has no such key, or cannot be written.
    public static func revoke(name: String, file: String) throws(ServingError) {
        let lines = try lines(of: file)
        guard try keys(lines, file: file).contains(where: { $0.name == name }) else {
            throw .invalidKeys(
                file: file, line: nil, problem: "has no key of this name",
                remedy: "look at 'leadline key list'")
        }
        try write(lines.filter { AccessKey(line: $0)?.name != name }, to: file)
    }

    private static func write(_ lines: [Substring], to file: String) throws(ServingError) {
        let text = lines.map { $0 + "\n" }.joined()
        do throws(StorageError) {
            try AtomicFile.write(Array(text.utf8), to: file, permissions: 0o600)
        } catch {
            throw .invalidKeys(file: file, line: nil, problem: "cannot be written", remedy: "\(error)")
        }
    }

    private static func lines(of file: String) throws(ServingError) -> [Substring] {
        try checkPermissions(file)
        do throws(StorageError) {
            var lines = String(decoding: try FileSystem.read(file, limit: 1 << 24), as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        } catch {
            throw .invalidKeys(file: file, line: nil, problem: "cannot be read", remedy: "\(error)")
        }
    }

    private static func keys(_ lines: [Substring], file: String) throws(ServingError) -> [AccessKey] {
        var keys: [AccessKey] = []
        for (index, line) in lines.enumerated() {
            if line.allSatisfy({ $0 == " " }) || line.hasPrefix("#") { continue }
            guard let key = AccessKey(line: line) else {
                throw .invalidKeys(
                    file: file, line: index + 1, problem: "is not 'name sha256hex [roles] [rate=N/s]'",
                    remedy: "make lines with 'leadline key new'")
            }
            if keys.contains(where: { $0.name == key.name }) {
                throw .invalidKeys(
                    file: file, line: index + 1, problem: "repeats a name", remedy: "delete one of the lines")
            }
            keys.append(key)
        }
        return keys
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
