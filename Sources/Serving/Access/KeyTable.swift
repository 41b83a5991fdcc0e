internal import Storage

/// The keys of one reading of the file, with what each has left of its rate.
final class KeyTable: Sendable {
    private let entries: [Entry]

    private struct Entry: Sendable {
        var key: AccessKey
        var caller: Caller
        var rate: RateLimit?
    }

    /// - Parameter before: from which keys of the same name and rate take over what they have left.
    init(_ keys: AccessKeys, before: KeyTable?) {
        entries = keys.keys.map { key in
            let old = before?.entries.first { $0.key.name == key.name }?.rate
            let rate = key.requestsPerSecond.map { number in
                old?.perSecond == number ? old ?? RateLimit(perSecond: number) : RateLimit(perSecond: number)
            }
            return Entry(key: key, caller: Caller(key: key.name, roles: key.roles), rate: rate)
        }
    }

    /// How many keys there are.
    var count: Int { entries.count }

    /// Whether the other has the same keys for the same.
    func isSame(as other: KeyTable) -> Bool {
        entries.count == other.entries.count
            && zip(entries, other.entries).allSatisfy {
                $0.caller == $1.caller && $0.key.digest == $1.key.digest
                    && $0.key.requestsPerSecond == $1.key.requestsPerSecond
            }
    }

    /// What the header's key opens.
    ///
    func verdict(for authorization: String?, at now: MonotonicTime) -> AccessVerdict {
        let scheme = "bearer "
        guard let authorization, authorization.utf8.count > scheme.utf8.count,
            authorization.prefix(scheme.count).lowercased() == scheme
        else { return .refused(.missing) }
        let sent = AccessKey.words(of: Digest(of: Array(authorization.utf8.dropFirst(scheme.utf8.count))))
        var found: Int?
        // Every key is compared in full, so that the time says nothing.
        for (index, entry) in entries.enumerated() where entry.key.has(digest: sent) { found = index }
        guard let found else { return .refused(.unknown) }
        let entry = entries[found]
        if let wait = entry.rate?.take(at: Int64(now.nanoseconds)) {
            return .refused(.rate, retryAfter: Int((wait + 999_999_999) / 1_000_000_000))
        }
        return .admitted(entry.caller)
    }
}
