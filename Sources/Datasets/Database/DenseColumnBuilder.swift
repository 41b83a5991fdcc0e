internal import CDuckDB

/// Collects one dense column from DuckDB's vectors, a vector at a time.
struct DenseColumnBuilder {
    private let type: duckdb_type
    private var integers: [Int64] = []
    private var codes: [Int32] = []
    private var names: [UInt16] = []
    private var numbers: [Double] = []
    private var flags: [Int8] = []
    private var texts = TextEncoder()
    private var recent = RecentTexts()

    /// Nil for a type that has no dense form.
    init?(_ type: duckdb_type) {
        let known = [
            DUCKDB_TYPE_BIGINT, DUCKDB_TYPE_UINTEGER, DUCKDB_TYPE_USMALLINT, DUCKDB_TYPE_DOUBLE,
            DUCKDB_TYPE_BOOLEAN, DUCKDB_TYPE_VARCHAR,
        ]
        guard known.contains(type) else { return nil }
        self.type = type
    }

    /// Makes room for that many rows, so that the column is not moved as it grows.
    mutating func reserve(_ rowCount: Int) {
        switch type {
        case DUCKDB_TYPE_BIGINT: integers.reserveCapacity(rowCount)
        case DUCKDB_TYPE_USMALLINT: names.reserveCapacity(rowCount)
        case DUCKDB_TYPE_DOUBLE: numbers.reserveCapacity(rowCount)
        case DUCKDB_TYPE_BOOLEAN: flags.reserveCapacity(rowCount)
        default: codes.reserveCapacity(rowCount)
        }
    }

    /// What was collected.
    consuming func column() -> DenseColumn {
        switch type {
        case DUCKDB_TYPE_BIGINT: return .integers(integers)
        case DUCKDB_TYPE_UINTEGER: return .codes(codes)
        case DUCKDB_TYPE_USMALLINT: return .names(names)
        case DUCKDB_TYPE_DOUBLE: return .numbers(numbers)
        case DUCKDB_TYPE_BOOLEAN: return .flags(flags)
        default:
            let (codes, dictionary) = texts.finish(codes)
            return .texts(codes, dictionary: dictionary)
        }
    }

    /// Appends rows of a vector of the builder's type.
    mutating func append(_ vector: duckdb_vector?, _ rows: Range<Int>) {
        guard let data = unsafe duckdb_vector_get_data(vector) else { return }
        let validity = unsafe duckdb_vector_get_validity(vector)
        switch type {
        case DUCKDB_TYPE_BIGINT: unsafe Self.append(data, rows, to: &integers)
        case DUCKDB_TYPE_USMALLINT: unsafe Self.append(data, rows, to: &names)
        case DUCKDB_TYPE_DOUBLE:
            unsafe Self.append(data, validity, rows, Double.self, to: &numbers, absent: .nan) { $0 }
        case DUCKDB_TYPE_BOOLEAN:
            unsafe Self.append(data, validity, rows, UInt8.self, to: &flags, absent: -1) { Int8($0) }
        case DUCKDB_TYPE_UINTEGER:
            unsafe Self.append(data, validity, rows, UInt32.self, to: &codes, absent: -1) {
                Int32(bitPattern: $0)
            }
        default: unsafe appendTexts(data, validity, rows)
        }
    }

    private static func append<Value>(
        _ data: UnsafeMutableRawPointer, _ rows: Range<Int>, to values: inout [Value]
    ) {
        let source = unsafe data.assumingMemoryBound(to: Value.self)
        unsafe values.append(
            contentsOf: UnsafeBufferPointer(start: source + rows.lowerBound, count: rows.count))
    }

    private static func append<Raw, Value>(
        _ data: UnsafeMutableRawPointer, _ validity: UnsafeMutablePointer<UInt64>?, _ rows: Range<Int>,
        _ raw: Raw.Type, to values: inout [Value], absent: Value, _ make: (Raw) -> Value
    ) {
        let source = unsafe data.assumingMemoryBound(to: Raw.self)
        guard let validity = unsafe validity else {
            for row in rows { values.append(make(unsafe source[row])) }
            return
        }
        for row in rows {
            let isValid = unsafe (validity[row >> 6] >> UInt64(row & 63)) & 1 == 1
            values.append(isValid ? make(unsafe source[row]) : absent)
        }
    }

    private mutating func appendTexts(
        _ data: UnsafeMutableRawPointer, _ validity: UnsafeMutablePointer<UInt64>?, _ rows: Range<Int>
    ) {
        let source = unsafe data.assumingMemoryBound(to: duckdb_string_t.self)
        recent.removeAll()
        for row in rows {
            if let validity = unsafe validity, unsafe (validity[row >> 6] >> UInt64(row & 63)) & 1 == 0 {
                codes.append(-1)
                continue
            }
            let words = unsafe UnsafeRawPointer(source + row).loadUnaligned(as: SIMD2<UInt64>.self)
            if let code = recent[words] {
                codes.append(code)
                continue
            }
            let length = Int(unsafe source[row].value.inlined.length)
            // Up to 12 bytes lie inline, behind the length; longer texts behind a pointer.
            let start =
                length <= 12
                ? unsafe UnsafeRawPointer(source + row) + 4
                : unsafe UnsafeRawPointer(source[row].value.pointer.ptr)
            let code = unsafe texts.code(UnsafeRawBufferPointer(start: start, count: length))
            recent[words] = code
            codes.append(code)
        }
    }
}
