internal import Glibc
internal import Storage

/// The memory of this process that is in use.
enum ResidentMemory {
    /// In bytes; nil where the host does not tell.
    static var bytes: Int? {
        guard let text = try? FileSystem.read("/proc/self/statm") else { return nil }
        // Pages: the whole, those in memory, …
        let words = String(decoding: text, as: UTF8.self).split(separator: " ")
        guard words.count > 1, let pages = Int(words[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
