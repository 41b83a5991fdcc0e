import Glibc

/// The one file that parsers of files are given.
enum Scratch {
    private static let folder = unsafe getenv("FUZZ_SCRATCH").map { unsafe String(cString: $0) } ?? "."
    static let path = folder + "/input.yaml"

    /// Writes the file, readable by its owner only, and gives its path.
    static func write(_ bytes: [UInt8]) -> String {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        expect(unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "cannot write \(path)")
        return path
    }
}
