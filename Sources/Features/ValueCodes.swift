/// Codes for attribute values, so that series compare and keep small numbers instead of values.
struct ValueCodes: Sendable {
    private var codes: [AttributeValue: Int32] = [:]
    private var values: [AttributeValue] = []

    /// The code of a value, made when it is new.
    mutating func code(of value: AttributeValue) -> Int32 {
        if let code = codes[value] { return code }
        let code = Int32(values.count)
        codes[value] = code
        values.append(value)
        return code
    }

    /// The value of a code.
    func value(of code: Int32) -> AttributeValue { values[Int(code)] }

    /// Forgets all values.
    mutating func removeAll() {
        // Clearing costs the capacity, so that a huge table is not kept for the entities after it.
        codes.removeAll(keepingCapacity: codes.capacity < 256)
        values.removeAll(keepingCapacity: true)
    }
}
