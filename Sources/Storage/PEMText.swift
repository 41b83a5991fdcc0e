internal import CCrypto

/// A text in PEM, as libcrypto reads it.
enum PEMText {
    /// The most bytes that one has.
    static let sizeLimit = 1 << 20

    /// What a function of libcrypto finds in a text; nil where there is nothing, or too much text.
    static func read(_ text: [UInt8], _ read: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
        guard !text.isEmpty, text.count <= sizeLimit else { return nil }
        return unsafe text.withUnsafeBytes { bytes -> OpaquePointer? in
            guard let source = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else {
                fatalError("libcrypto: out of memory")
            }
            defer {
                unsafe BIO_free_all(source)
                ERR_clear_error()
            }
            return unsafe read(source)
        }
    }
}
