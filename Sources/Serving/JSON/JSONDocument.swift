internal import CSimdJSON

/// A JSON text that simdjson parsed: where `JSONNode`s live.
///
/// Refused are texts that are not JSON (NaN and Infinity included), not UTF-8, nested too deep, with a number
/// outside 64 bits, and with a key twice in one object.
@safe
final class JSONDocument {
    private let parsed: OpaquePointer
    private let tape: UnsafePointer<UInt64>
    private let strings: UnsafePointer<UInt8>

    /// The levels of objects and arrays that are accepted.
    static let depthLimit = 32

    /// Names of members that every client sends.
    private static let protocolNames: Set = [
        "id", "parameters", "inputs", "outputs", "name", "shape", "datatype", "data", "model", "version",
        "entity", "asOf",
        "events", "source", "type", "subject", "time", "recordedtime", "channel", "account", "row",
        "dataframe_split", "columns",
    ]

    /// Parses a text.
    ///
    /// - Throws: `ServingError.invalidJSON`.
    /// - Complexity: O(bytes); memory about nine times the bytes, freed with the document.
    init(parsing bytes: [UInt8]) throws(ServingError) {
        let created = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe leadline_json_parse(buffer.baseAddress, buffer.count, Self.depthLimit)
        }
        guard let created = unsafe created else {
            throw .invalidJSON(problem: "needs more memory than there is", remedy: "send less at once")
        }
        unsafe parsed = created
        let status = unsafe leadline_json_result(created)
        guard status == LEADLINE_JSON_OK else {
            unsafe tape = UnsafePointer(bitPattern: 8).unsafelyUnwrapped
            unsafe strings = leadline_json_strings(created) ?? UnsafePointer(bitPattern: 8).unsafelyUnwrapped
            var key: String?
            if status == LEADLINE_JSON_DUPLICATE_KEY {
                let found = string(at: unsafe leadline_json_duplicate(created))
                // Another name was made up by the client, and may be anything.
                key = Self.protocolNames.contains(found) ? found : nil
            }
            throw Self.error(status, duplicateKey: key)
        }
        unsafe tape = leadline_json_tape(created)
        unsafe strings = leadline_json_strings(created)
    }

    deinit { unsafe leadline_json_free(parsed) }

    /// The text's one value.
    var root: JSONNode { JSONNode(document: self, index: 1) }

    /// The word of the tape at an index.
    func word(_ index: Int) -> UInt64 { unsafe tape[index] }

    /// The string at an offset.
    func string(at offset: Int) -> String {
        let start = unsafe UnsafeRawPointer(strings + offset)
        let length = Int(unsafe start.loadUnaligned(as: UInt32.self))
        let bytes = unsafe UnsafeRawBufferPointer(start: start + 4, count: length)
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    private static func error(_ status: leadline_json_status, duplicateKey: String?) -> ServingError {
        switch status {
        case LEADLINE_JSON_EMPTY:
            .invalidJSON(problem: "is empty", remedy: "send a JSON object")
        case LEADLINE_JSON_TOO_LARGE, LEADLINE_JSON_MEMORY:
            .invalidJSON(problem: "is too large to parse", remedy: "send less at once")
        case LEADLINE_JSON_TOO_DEEP:
            .invalidJSON(problem: "is nested deeper than \(depthLimit) levels", remedy: "send it flatter")
        case LEADLINE_JSON_NUMBER:
            .invalidJSON(
                problem: "has a number that is malformed or does not fit in 64 bits",
                remedy: "send finite JSON numbers and null for a missing one")
        case LEADLINE_JSON_STRING:
            .invalidJSON(problem: "has a malformed string", remedy: "escape it as RFC 8259 says")
        case LEADLINE_JSON_UTF8:
            .invalidJSON(problem: "is not UTF-8", remedy: "send UTF-8")
        case LEADLINE_JSON_DUPLICATE_KEY:
            .invalidJSON(
                problem: duplicateKey.map { "has '\($0)' twice in one object" }
                    ?? "has a name twice in one object",
                remedy: "send it once")
        default:
            .invalidJSON(
                problem: "is not JSON", remedy: "send RFC 8259 JSON, with null for a missing value (not NaN)")
        }
    }
}
