internal import Glibc

/// A directory of its own for a test, removed with everything in it when the value ends.
public final class TemporaryDirectory: Sendable {
    /// The directory's absolute path.
    public let path: String

    /// Makes an empty directory where the system keeps temporary files, or in the directory that `TMPDIR` names.
    public init() {
        let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
        let place = named.hasPrefix("/") ? named : "/tmp"
        var template = Array("\(place)/leadline-test-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            fatalError("cannot make a temporary directory in \(place)")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { TemporaryDirectory.remove(path) }

    private static func remove(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR, let directory = unsafe opendir(path) else {
            unsafe unlink(path)
            return
        }
        // The names are taken first: a directory that changes while it is read may skip some.
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        unsafe closedir(directory)
        for name in names { remove(path + "/" + name) }
        unsafe rmdir(path)
    }
}
