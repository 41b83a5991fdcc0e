internal import CDuckDB

/// Collects one result column from DuckDB's vectors.
struct ColumnBuilder {
    private let type: duckdb_type
    private let kind: Kind
    private var numbers: [Double?] = []
    private var integers: [Int64?] = []
    private var texts: [String?] = []
    private var flags: [Bool?] = []

    private enum Kind { case numbers, integers, texts, flags, instants }

    /// Nil for a type that is not read here.
    init?(_ type: duckdb_type) {
        self.type = type
        switch type {
        case DUCKDB_TYPE_BOOLEAN: kind = .flags
        case DUCKDB_TYPE_TINYINT, DUCKDB_TYPE_SMALLINT, DUCKDB_TYPE_INTEGER, DUCKDB_TYPE_BIGINT,
            DUCKDB_TYPE_UTINYINT, DUCKDB_TYPE_USMALLINT, DUCKDB_TYPE_UINTEGER:
            kind = .integers
        case DUCKDB_TYPE_FLOAT, DUCKDB_TYPE_DOUBLE: kind = .numbers
        case DUCKDB_TYPE_VARCHAR: kind = .texts
        case DUCKDB_TYPE_TIMESTAMP, DUCKDB_TYPE_TIMESTAMP_TZ, DUCKDB_TYPE_DATE: kind = .instants
        default: return nil
        }
    }

    /// What was collected.
    var column: Column {
        switch kind {
        case .numbers: .numbers(numbers)
        case .integers: .integers(integers)
        case .instants: .instants(integers)
        case .texts: .texts(texts)
        case .flags: .flags(flags)
        }
    }

    /// Appends the first `count` rows of a vector of the builder's type.
    mutating func append(_ vector: duckdb_vector?, count: Int) {
        guard let data = unsafe duckdb_vector_get_data(vector) else { return }
        let validity = unsafe duckdb_vector_get_validity(vector)
        func collect<Raw, Value>(into values: inout [Value?], _ raw: Raw.Type, _ make: (Raw) -> Value) {
            let source = unsafe data.assumingMemoryBound(to: Raw.self)
            for row in 0..<count {
                if let validity = unsafe validity, unsafe (validity[row >> 6] >> UInt64(row & 63)) & 1 == 0 {
                    values.append(nil)
                } else {
                    values.append(make(unsafe source[row]))
                }
            }
        }
        switch type {
        case DUCKDB_TYPE_BOOLEAN: collect(into: &flags, Bool.self) { $0 }
        case DUCKDB_TYPE_FLOAT: collect(into: &numbers, Float.self) { Double($0) }
        case DUCKDB_TYPE_DOUBLE: collect(into: &numbers, Double.self) { $0 }
        case DUCKDB_TYPE_VARCHAR:
            unsafe collect(into: &texts, duckdb_string_t.self) { unsafe Self.text($0) }
        case DUCKDB_TYPE_DATE: collect(into: &integers, Int32.self) { Int64($0) * 86_400_000_000 }
        case DUCKDB_TYPE_TINYINT: collect(into: &integers, Int8.self) { Int64($0) }
        case DUCKDB_TYPE_SMALLINT: collect(into: &integers, Int16.self) { Int64($0) }
        case DUCKDB_TYPE_INTEGER: collect(into: &integers, Int32.self) { Int64($0) }
        case DUCKDB_TYPE_UTINYINT: collect(into: &integers, UInt8.self) { Int64($0) }
        case DUCKDB_TYPE_USMALLINT: collect(into: &integers, UInt16.self) { Int64($0) }
        case DUCKDB_TYPE_UINTEGER: collect(into: &integers, UInt32.self) { Int64($0) }
        default: collect(into: &integers, Int64.self) { $0 }
        }
    }

    private static func text(_ string: duckdb_string_t) -> String {
        var string = unsafe string
        let length = Int(unsafe duckdb_string_t_length(string))
        guard let bytes = unsafe duckdb_string_t_data(&string) else { return "" }
        let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: length)
        return unsafe String(decoding: buffer, as: UTF8.self)
    }
}
