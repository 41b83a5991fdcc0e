internal import Glibc

/// What the kernel tells of a watched directory.
struct WatchEvent: Equatable {
    /// The number of the watch.
    let watch: Int32
    /// The kernel's bits.
    let mask: UInt32
    /// The name in the directory; empty for the directory itself.
    let name: String

    /// Whether the directory itself went, was moved or unmounted, or events were lost.
    var isOfPlaceItself: Bool {
        mask & (UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_UNMOUNT) | UInt32(IN_Q_OVERFLOW))
            != 0
    }

    /// Reads events as the kernel writes them: watch, mask, cookie and length (32 bits each), then the name, padded with
    /// zeros to that length.
    static func all(in bytes: ArraySlice<UInt8>) -> [WatchEvent] {
        var events: [WatchEvent] = []
        var rest = bytes
        while rest.count >= 16 {
            let words = (0..<4).map { word in
                rest[rest.startIndex + 4 * word..<rest.startIndex + 4 * word + 4].reversed().reduce(UInt32(0))
                {
                    $0 << 8 | UInt32($1)
                }
            }
            rest = rest.dropFirst(16)
            let name = rest.prefix(Int(words[3])).prefix { $0 != 0 }
            events.append(
                WatchEvent(
                    watch: Int32(bitPattern: words[0]), mask: words[1],
                    name: String(decoding: name, as: UTF8.self)))
            rest = rest.dropFirst(Int(words[3]))
        }
        return events
    }
}
