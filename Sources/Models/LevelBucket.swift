/// Where a level of a hashed category counts: one of so many buckets, which levels share.
///
/// The bucket is the magnitude of MurmurHash3 (x86, 32 bits, seed 0) of the level's UTF-8, as a signed number, modulo the count,
/// as scikit-learn's `FeatureHasher` takes it. Source: Weinberger and others, Feature hashing for large scale multitask
/// learning, ICML 2009.
public enum LevelBucket {
    /// How many buckets a category may have; powers of two.
    public static let counts = 2...1_048_576

    /// The bucket of a level.
    ///
    /// A bucket's own name, such as `#17`, is in that bucket: logs and explanations, which know no levels, can be scored again.
    /// - Precondition: the count is above 0.
    /// - Complexity: O(length).
    public static func index(of level: String, count: Int) -> Int {
        if let named = named(level, count: count) { return named }
        let hash = TermTable.hash(level.utf8.span)
        return Int(Int32(bitPattern: hash).magnitude) % count
    }

    /// What stands for a bucket where a level is to be told.
    public static func name(_ index: Int) -> String { "#\(index)" }

    private static func named(_ level: String, count: Int) -> Int? {
        guard level.utf8.first == UInt8(ascii: "#"), let index = Int(level.dropFirst()),
            (0..<count).contains(index), name(index) == level
        else { return nil }
        return index
    }
}
