import Glibc

extension SettingsDocument {
    /// The file's bytes, at most one more than the limit, so that a wrong name such as a device cannot fill memory.
    static func read(_ path: String) throws(SettingsError) -> [UInt8] {
        func failure(_ problem: SettingsProblem) -> SettingsError {
            SettingsError(file: path, line: nil, column: nil, keyPath: "", problem: problem)
        }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(.unreadable(reason: reason(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        let chunk = 1 << 16
        while bytes.count <= byteLimit {
            var code: Int32 = 0
            let more = unsafe [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                let got = unsafe Glibc.read(descriptor, buffer.baseAddress, chunk)
                code = got < 0 ? errno : 0
                count = max(0, got)
            }
            if code == EINTR { continue }
            if code != 0 { throw failure(.unreadable(reason: reason(code))) }
            if more.isEmpty { return bytes }
            bytes += more
        }
        throw failure(.tooLarge(limit: byteLimit))
    }

    private static func reason(_ code: Int32) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
