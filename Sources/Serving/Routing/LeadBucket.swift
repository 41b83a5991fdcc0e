internal import Storage

/// Which of 10,000 parts of a model's leads a lead is in: always the same one.
enum LeadBucket {
    /// How many parts there are.
    static let count = 10_000

    /// How many of them a share in percent is, to two decimals.
    static func count(ofPercent percent: Double) -> Int { Int((percent * Double(count) / 100).rounded()) }

    /// The part, from 0: the first 8 bytes, the most significant first, of the SHA-256 of the lines model, salt and lead, each
    /// with its newline, modulo 10,000.
    ///
    /// - Parameter lead: its pseudonym where decisions are logged, else `namespace:id`.
    static func bucket(of lead: String, model: String, salt: String) -> Int {
        let digest = Digest(of: Array("\(model)\n\(salt)\n\(lead)\n".utf8))
        return Int(digest.leadingWord % UInt64(count))
    }
}
