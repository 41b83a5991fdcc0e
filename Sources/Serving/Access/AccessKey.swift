internal import Storage

/// A key that is let in, by its digest: a line of the file of keys.
public struct AccessKey: Sendable {
    /// Whose key it is.
    public let name: String
    /// What it is for.
    public let roles: Set<AccessRole>
    /// Requests a second; nil for as many as come.
    public let requestsPerSecond: Int?
    /// The SHA-256 of the key, in four words.
    let digest: [UInt64]

    /// The most that a line may allow a second.
    public static let rates = 1...1_000_000

    /// Reads `name sha256hex [roles] [rate=N/s]`; a key without roles is for scoring.
    ///
    /// - Returns: nil where it is none.
    init?(line: Substring) {
        let words = line.split(separator: " " as Character).map(String.init)
        guard words.count >= 2, Self.isValid(name: words[0]), let digest = Digest(hexadecimal: words[1])
        else { return nil }
        var rest = words.dropFirst(2)
        var roles: Set<AccessRole> = [.score]
        if let word = rest.first, !word.hasPrefix("rate=") {
            let named = word.split(separator: ",", omittingEmptySubsequences: false).map {
                AccessRole(rawValue: String($0))
            }
            guard !named.contains(nil) else { return nil }
            roles = Set(named.compactMap(\.self))
            rest = rest.dropFirst()
        }
        var rate: Int?
        if let word = rest.first {
            guard word.hasPrefix("rate="), word.hasSuffix("/s"),
                let number = Int(word.dropFirst(5).dropLast(2)), Self.rates.contains(number)
            else { return nil }
            rate = number
            rest = rest.dropFirst()
        }
        guard rest.isEmpty else { return nil }
        name = words[0]
        self.roles = roles
        requestsPerSecond = rate
        self.digest = Self.words(of: digest)
    }

    /// A line of the file.
    static func line(name: String, digest: Digest, roles: Set<AccessRole>, requestsPerSecond: Int?) -> String
    {
        let listed = AccessRole.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")
        return "\(name) \(digest) \(listed)" + (requestsPerSecond.map { " rate=\($0)/s" } ?? "")
    }

    /// Whether a name is of letters, digits, `.`, `_` and `-`, at most 64.
    static func isValid(name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || ".-_".utf8.contains(byte)
            }
    }

    /// Compares in a time that does not depend on where the two differ.
    func has(digest other: [UInt64]) -> Bool {
        var difference: UInt64 = 0
        for index in digest.indices { difference |= digest[index] ^ other[index] }
        return difference == 0
    }

    /// The digest's 32 bytes as four words.
    static func words(of digest: Digest) -> [UInt64] {
        let bytes = digest.bytes
        return (0..<4).map { word in
            bytes[word * 8..<word * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
