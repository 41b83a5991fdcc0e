/// Codes for attribute values, so that series compare and keep small numbers instead of values.
///
/// The dictionaries of a table have fixed codes; other values get one when they are first seen.
struct ValueCodes: Sendable {
    /// Dictionaries with their first code, ascending.
    private var reserved: [(base: Int32, values: AttributeColumn.Values)] = []
    private var reservedCount: Int32 = 0
    private var codes: [AttributeValue: Int32] = [:]
    private var values: [AttributeValue] = []

    /// Gives the values of a column's dictionary fixed codes, truth values two; numbers get none.
    ///
    /// - Returns: the code of the first.
    mutating func reserve(_ values: AttributeColumn.Values) -> Int32 {
        let base = reservedCount
        switch values {
        case .numbers: return base
        case .flags:
            reserved.append((base, .flags([])))
            reservedCount += 2
        case .texts(_, let dictionary):
            reserved.append((base, .texts([], dictionary: dictionary)))
            reservedCount += Int32(dictionary.count)
        case .links(_, let dictionary):
            reserved.append((base, .links([], dictionary: dictionary)))
            reservedCount += Int32(dictionary.count)
        }
        return base
    }

    /// The code of a value that no dictionary holds, made when it is new.
    mutating func code(of value: AttributeValue) -> Int32 {
        if let code = codes[value] { return code }
        let code = reservedCount + Int32(values.count)
        codes[value] = code
        values.append(value)
        return code
    }

    /// The value of a code.
    ///
    /// - Complexity: O(dictionaries).
    func value(of code: Int32) -> AttributeValue {
        if code >= reservedCount { return values[Int(code - reservedCount)] }
        let index = reserved.lastIndex { $0.base <= code } ?? 0
        let place = Int(code - reserved[index].base)
        return switch reserved[index].values {
        case .texts(_, let dictionary): .text(dictionary[place])
        case .links(_, let dictionary): .link(dictionary[place])
        case .flags, .numbers: .flag(place == 1)
        }
    }

    /// Forgets the values that no dictionary holds.
    mutating func removeAll() {
        // Clearing costs the capacity, so that a huge table is not kept for the entities after it.
        if !codes.isEmpty { codes.removeAll(keepingCapacity: codes.capacity < 256) }
        values.removeAll(keepingCapacity: true)
    }
}
