/// JSON that is the same bytes for the same value, everywhere.
///
/// Names are sorted by Unicode scalars, there is no insignificant space, whole numbers and doubles are exact
/// (doubles in the shortest form that reads back as the same bits), and the file ends with a newline. A `Set`,
/// or a dictionary whose key is neither `String` nor `Int`, encodes in hash order and so must not be written.
public enum CanonicalJSON {
    /// The canonical bytes of a value.
    ///
    /// - Throws: `unencodable` with the key path: NaN, an infinity, a whole number beyond `Int64`.
    /// - Complexity: O(n log n) in the number of values.
    public static func encode<T: Encodable>(_ value: T) throws(StorageError) -> [UInt8] {
        encode(try tree(of: value))
    }

    /// The canonical bytes of a JSON value.
    public static func encode(_ value: JSONValue) -> [UInt8] {
        line(value) + [UInt8(ascii: "\n")]
    }

    /// Reads a value; `file` is what errors call the bytes.
    ///
    /// Bytes need not be canonical, but must be strict JSON with unique names. Fields the type does not know
    /// are ignored, so that newer writers can add some.
    /// - Throws: `malformedJSON` with line and column, `unexpectedContent` with the key path.
    /// - Complexity: O(n log n) in the number of bytes.
    public static func decode<T: Decodable>(
        _ type: T.Type, from bytes: [UInt8], file: String
    ) throws(StorageError) -> T {
        try decode(type, from: try parse(bytes, file: file), file: file)
    }

    /// Reads a value from a JSON value; `file` is what errors call it.
    ///
    /// - Throws: `unexpectedContent` with the key path.
    public static func decode<T: Decodable>(
        _ type: T.Type, from value: JSONValue, file: String
    ) throws(StorageError) -> T {
        do {
            return try T(from: JSONTreeDecoder(codingPath: [], value: value))
        } catch let error as DecodingError {
            let context: DecodingError.Context
            switch error {
            case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
                .dataCorrupted(let found):
                context = found
            @unknown default: context = .init(codingPath: [], debugDescription: "cannot be read")
            }
            // The standard library's text on an unknown case of an enumeration repeats the value found.
            let problem =
                context.debugDescription.hasPrefix("Cannot initialize")
                ? "the value is not one of those admitted" : context.debugDescription
            throw .unexpectedContent(file: file, keyPath: JSONKey.text(context.codingPath), problem: problem)
        } catch {
            throw .unexpectedContent(file: file, keyPath: ".", problem: "\(error)")
        }
    }

    /// Any JSON value; `file` is what errors call the bytes.
    ///
    /// - Throws: `malformedJSON` with line and column.
    public static func parse(_ bytes: [UInt8], file: String) throws(StorageError) -> JSONValue {
        try JSONParser.parse(bytes, file: file)
    }

    /// The JSON value that a value encodes as.
    ///
    /// - Throws: `unencodable` with the key path.
    public static func tree<T: Encodable>(of value: T) throws(StorageError) -> JSONValue {
        if let value = value as? JSONValue { return value }
        let draft = JSONDraft()
        do {
            try value.encode(to: JSONTreeEncoder(codingPath: [], draft: draft))
        } catch EncodingError.invalidValue(_, let context) {
            throw .unencodable(
                keyPath: JSONKey.text(context.codingPath), problem: context.debugDescription)
        } catch {
            throw .unencodable(keyPath: ".", problem: "\(error)")
        }
        return draft.value
    }

    /// The canonical bytes without the newline.
    static func line(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.bytes
    }
}
