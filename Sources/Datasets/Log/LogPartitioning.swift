internal import Features
internal import Storage

/// Which partition of a log an entity's events are in: by the first 32 bits of its pseudonym, a keyed hash.
struct LogPartitioning {
    /// The entities by code: ascending by pseudonym.
    let entities: [EntityKey]
    /// By code, the pseudonym.
    let pseudonyms: [String]
    /// By partition, its codes.
    let ranges: [Range<Int>]

    /// About how many events a partition has unless said otherwise.
    static let defaultRowCount = 2_000_000

    /// Orders entities by their pseudonyms and cuts them into parts of equal ranges of these.
    ///
    /// - Parameter count: the number of partitions.
    /// - Complexity: O(entities log entities).
    init(_ keys: [EntityKey], by key: PseudonymKey, count: Int) {
        let named = keys.map { (pseudonym: key.pseudonym($0.description), key: $0) }
            .sorted { ($0.pseudonym, $0.key) < ($1.pseudonym, $1.key) }
        entities = named.map(\.key)
        pseudonyms = named.map(\.pseudonym)
        var ranges: [Range<Int>] = []
        var start = 0
        for part in 0..<count {
            var end = start
            while end < named.count, (Self.place(named[end].pseudonym) * UInt64(count)) >> 32 == part {
                end += 1
            }
            ranges.append(start..<end)
            start = end
        }
        self.ranges = ranges
    }

    /// The first 32 bits of a pseudonym, which is hexadecimal.
    private static func place(_ pseudonym: String) -> UInt64 { UInt64(pseudonym.prefix(8), radix: 16) ?? 0 }
}
