/// A message in the wire format of Protocol Buffers, field by field.
///
/// Source: the Protocol Buffers encoding specification; only whole numbers and length-delimited fields.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    /// A whole number, as a variable-length integer.
    mutating func integer(_ field: Int, _ value: Int64) {
        key(field, wireType: 0)
        variable(UInt64(bitPattern: value))
    }

    /// A text in UTF-8.
    mutating func text(_ field: Int, _ value: String) { data(field, Array(value.utf8)) }

    /// Bytes as they are.
    mutating func data(_ field: Int, _ value: [UInt8]) {
        key(field, wireType: 2)
        variable(UInt64(value.count))
        bytes += value
    }

    /// A message within this one.
    mutating func message(_ field: Int, _ write: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        write(&inner)
        data(field, inner.bytes)
    }

    private mutating func key(_ field: Int, wireType: UInt64) {
        variable(UInt64(field) << 3 | wireType)
    }

    private mutating func variable(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
