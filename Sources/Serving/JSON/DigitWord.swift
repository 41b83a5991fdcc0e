/// Eight digits of a text in one word.
///
/// Source: G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second" (2019), section 3.2.
struct DigitWord {
    /// The digit that comes first is the lowest byte.
    private let bits: UInt64

    /// The eight bytes from an index on; nil where there are fewer, or not all of them are digits.
    @inline(__always)
    init?(_ text: Span<UInt8>, at index: Int) {
        guard index >= 0, text.count &- index >= 8 else { return nil }
        // One load, where eight checked ones would be most of what a number costs; the guard has checked the bounds.
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        let bits = UInt64(littleEndian: word)
        // A byte is a digit if its upper half is 3, also after 6 was added.
        let upper: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        guard bits & upper == 0x3030_3030_3030_3030,
            (bits &+ 0x0606_0606_0606_0606) & upper == 0x3030_3030_3030_3030
        else { return nil }
        self.bits = bits
    }

    /// The number of the eight digits.
    @inline(__always)
    var value: UInt64 {
        // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
        let pairs = ((bits & 0x0F0F_0F0F_0F0F_0F0F) &* 2_561) >> 8 & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF
        return (fours &* 42_949_672_960_001) >> 32
    }
}
