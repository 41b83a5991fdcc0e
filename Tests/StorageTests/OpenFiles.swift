import Glibc
import Storage

/// The files that this process has open.
enum OpenFiles {
    /// A descriptor of a file; nil where it is not open.
    static func descriptor(of path: String) throws(StorageError) -> Int32? {
        // The names, not a range of numbers: other tests may hold thousands of files.
        try FileSystem.names(in: "/proc/self/fd").first { name in
            var block = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = unsafe readlink("/proc/self/fd/" + name, &block, block.count)
            return count > 0
                && String(decoding: block.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) == path
        }.flatMap { Int32($0) }
    }
}
