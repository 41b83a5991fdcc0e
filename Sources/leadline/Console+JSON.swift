import Storage
import Terminal

extension Console {
    /// Writes a value as canonical JSON.
    func json(_ value: some Encodable) throws {
        write(String(decoding: try CanonicalJSON.encode(value), as: UTF8.self))
    }
}
