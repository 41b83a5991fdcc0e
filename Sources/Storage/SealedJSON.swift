/// Canonical JSON objects that hold a digest of themselves, so that any flipped bit shows.
///
/// The member `digest` is the SHA-256 of the canonical bytes, without newline, of the object without it.
public enum SealedJSON {
    private static let field = "digest"

    /// The canonical bytes of an object and its digest, with a final newline.
    ///
    /// - Precondition: the value encodes as an object without a member `digest`.
    /// - Throws: `unencodable`.
    public static func encode<T: Encodable>(_ value: T) throws(StorageError) -> [UInt8] {
        CanonicalJSON.encode(seal(try CanonicalJSON.tree(of: value)))
    }

    /// Reads and verifies an object; `file` is what errors call the bytes.
    ///
    /// - Throws: `malformedJSON`, `unexpectedContent`, or `sealBroken` where the bytes are not the ones that
    ///   were written.
    public static func decode<T: Decodable>(
        _ type: T.Type, from bytes: [UInt8], file: String
    ) throws(StorageError) -> T {
        let value = try CanonicalJSON.parse(bytes, file: file)
        guard CanonicalJSON.encode(value) == bytes else {
            throw .sealBroken(
                file: file, problem: "the bytes are not canonical JSON, so something changed them")
        }
        try verify(value, file: file)
        return try CanonicalJSON.decode(type, from: value, file: file)
    }

    static func seal(_ value: JSONValue) -> JSONValue {
        guard case .object(var members) = value, members[field] == nil else {
            preconditionFailure("only an object without a member `digest` can be sealed")
        }
        members[field] = .text(Digest(of: CanonicalJSON.line(value)).description)
        return .object(members)
    }

    static func verify(_ value: JSONValue, file: String) throws(StorageError) {
        guard case .object(var members) = value, case .text(let digest)? = members.removeValue(forKey: field)
        else { throw .sealBroken(file: file, problem: "the member `digest` is missing") }
        guard Digest(of: CanonicalJSON.line(.object(members))).description == digest else {
            throw .sealBroken(file: file, problem: "the content differs from its digest")
        }
    }
}
