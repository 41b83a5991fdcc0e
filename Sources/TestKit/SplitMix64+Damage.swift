extension SplitMix64 {
    /// Bytes with a few of them changed, lost, doubled, cut off or added, as by a bad disk or a bad editor.
    public mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(3) where !bytes.isEmpty {
            let place = below(bytes.count)
            let end = min(bytes.count, place + 1 + below(24))
            switch below(7) {
            case 0: bytes[place] ^= UInt8(1 << below(8))
            case 1: bytes[place] = pick(Array("\0\u{7f}\"',;:{}[]()&*!|>%@`#?-~x0\t\n\\ ".utf8))
            case 2: bytes.insert(pick(Array("\"',:{}[]&*|>#-~0\t\n ".utf8)), at: place)
            case 3: bytes.removeSubrange(place..<end)
            case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 5: bytes.removeLast(bytes.count - place)
            default:
                bytes.insert(contentsOf: (0..<8).map { _ in UInt8(truncatingIfNeeded: next()) }, at: place)
            }
        }
        return bytes
    }
}
