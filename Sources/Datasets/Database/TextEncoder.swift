/// Numbers the different texts of a column as they come by, without a `String` a row.
struct TextEncoder {
    /// The texts one after another, in UTF-8.
    private var bytes: [UInt8] = []
    /// By number, where the text ends in `bytes`.
    private var ends: [Int] = []
    /// By number, the hash of the text.
    private var hashes: [UInt64] = []
    /// An open hash table of numbers, -1 where there is none; its size is a power of two.
    private var slots = [Int32](repeating: -1, count: 64)

    /// The number of a text, a new one for a text not seen before.
    ///
    /// - Complexity: O(bytes), expected.
    mutating func code(_ text: UnsafeRawBufferPointer) -> Int32 {
        let hash = unsafe Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, unsafe isEqual(number, text) { return Int32(number) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(ends.count)
        slots[slot] = number
        unsafe bytes.append(contentsOf: text)
        ends.append(bytes.count)
        hashes.append(hash)
        if 2 * ends.count > slots.count { grow() }
        return number
    }

    /// The numbers by the ascending dictionary, and that; texts that are canonically equal are one.
    ///
    /// - Complexity: O(rows + texts log texts).
    func finish(_ codes: [Int32]) -> (codes: [Int32], dictionary: [String]) {
        var texts: [String] = []
        texts.reserveCapacity(ends.count)
        for (number, end) in ends.enumerated() {
            let start = number == 0 ? 0 : ends[number - 1]
            texts.append(String(decoding: bytes[start..<end], as: UTF8.self))
        }
        let order = texts.indices.sorted { texts[$0] < texts[$1] }
        var rank = [Int32](repeating: 0, count: texts.count)
        var dictionary: [String] = []
        for number in order {
            if dictionary.last != texts[number] { dictionary.append(texts[number]) }
            rank[number] = Int32(dictionary.count - 1)
        }
        return (codes.map { $0 < 0 ? -1 : rank[Int($0)] }, dictionary)
    }

    private func isEqual(_ number: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == text.count else { return false }
        for index in 0..<text.count where unsafe bytes[start + index] != text[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// Eight bytes at a time, multiplied and folded as in SplitMix64 (Steele, Lea, Flood 2014).
    private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index < text.count {
            var word: UInt64 = 0
            if index + 8 <= text.count {
                word = unsafe text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            } else {
                for place in index..<text.count { word = word << 8 | UInt64(unsafe text[place]) }
            }
            hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 29
            index += 8
        }
        hash = (hash ^ (hash >> 32)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }
}
