internal import Glibc

extension Descriptor {
    /// Numbers from a place on, straight into the array: large files are never in memory twice.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - place: bytes before the first.
    ///   - zero: a number of the kind that the file holds, little-endian.
    /// - Throws: `unreadable`, also where the file ends before.
    func read<Number: BitwiseCopyable & Sendable>(
        _ count: Int, from place: Int, like zero: Number
    ) throws(StorageError) -> [Number] {
        if lseek(number, place, SEEK_SET) < 0 { throw Descriptor.readingFailed(path) }
        var missing = count * MemoryLayout<Number>.stride
        var hasFailed = false
        let numbers = unsafe [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            while missing > 0 {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[(bytes.count - missing)...])
                // The system reads at most 2 GB at a time.
                let found = unsafe Glibc.read(number, rest.baseAddress, min(rest.count, 1 << 30))
                if found < 0 && errno == EINTR { continue }
                hasFailed = found < 0
                if found <= 0 { break }
                missing -= found
            }
            initialized = missing == 0 ? count : 0
        }
        if hasFailed { throw Descriptor.readingFailed(path) }
        guard missing == 0 else { throw .unreadable(path: path, reason: "it ended while it was read") }
        return numbers
    }
}
