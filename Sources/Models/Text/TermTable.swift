/// Terms with their numbers, found by their bytes.
///
/// Open addressing by MurmurHash3 (x86, 32 bits), so that looking a term up allocates nothing.
public struct TermTable: Equatable, Sendable {
    private var bytes: [UInt8] = []
    /// Where each term ends among the bytes.
    private var ends: [Int] = []
    /// A term's number, or -1; as many as a power of two.
    private var slots = [Int32](repeating: -1, count: 16)

    /// An empty table.
    public init() {}

    /// The number of terms.
    public var count: Int { ends.count }

    /// The bytes of a term.
    public func term(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// The number of a term; nil where it is not there.
    ///
    /// - Complexity: O(length of the term).
    public func index(of term: Span<UInt8>) -> Int? {
        let found = slots[slot(of: term)]
        return found < 0 ? nil : Int(found)
    }

    /// The number of a term, which is added if it is not there.
    ///
    /// - Precondition: fewer than 2^31 terms.
    /// - Complexity: O(length of the term), over many terms.
    public mutating func insert(_ term: Span<UInt8>) -> Int {
        let slot = slot(of: term)
        if slots[slot] >= 0 { return Int(slots[slot]) }
        let index = ends.count
        precondition(index < Int(Int32.max), "terms are counted in 31 bits")
        for place in 0..<term.count { bytes.append(term[place]) }
        ends.append(bytes.count)
        slots[slot] = Int32(index)
        if 2 * ends.count > slots.count { grow() }
        return index
    }

    /// Where a term is, or would be.
    private func slot(of term: Span<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Int(Self.hash(term)) & mask
        while slots[slot] >= 0 && !isEqual(Int(slots[slot]), term) { slot = (slot + 1) & mask }
        return slot
    }

    private func isEqual(_ index: Int, _ term: Span<UInt8>) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard ends[index] - start == term.count else { return false }
        for place in 0..<term.count where bytes[start + place] != term[place] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for index in ends.indices {
            let own = Array(term(index))
            slots[slot(of: own.span)] = Int32(index)
        }
    }

    /// MurmurHash3 of 32 bits with seed 0, as scikit-learn's `FeatureHasher` takes it.
    ///
    /// Source: A. Appleby, MurmurHash3_x86_32 (2011), public domain.
    static func hash(_ bytes: Span<UInt8>) -> UInt32 {
        var hash: UInt32 = 0
        let blocks = bytes.count / 4
        func mixed(_ word: UInt32) -> UInt32 {
            let product = word &* 0xCC9E_2D51
            return (product << 15 | product >> 17) &* 0x1B87_3593
        }
        for block in 0..<blocks {
            var word: UInt32 = 0
            for place in 0..<4 { word |= UInt32(bytes[4 * block + place]) << UInt32(8 * place) }
            hash ^= mixed(word)
            hash = (hash << 13 | hash >> 19) &* 5 &+ 0xE654_6B64
        }
        var tail: UInt32 = 0
        for place in 4 * blocks..<bytes.count {
            tail |= UInt32(bytes[place]) << UInt32(8 * (place - 4 * blocks))
        }
        if bytes.count > 4 * blocks { hash ^= mixed(tail) }
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
        hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
        return hash ^ hash >> 16
    }
}
