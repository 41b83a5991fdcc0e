/// The datatypes of the Open Inference Protocol.
enum Datatype: String, CaseIterable {
    case bool = "BOOL"
    case uint8 = "UINT8"
    case uint16 = "UINT16"
    case uint32 = "UINT32"
    case uint64 = "UINT64"
    case int8 = "INT8"
    case int16 = "INT16"
    case int32 = "INT32"
    case int64 = "INT64"
    case fp16 = "FP16"
    case fp32 = "FP32"
    case fp64 = "FP64"
    case bytes = "BYTES"

    /// The number that a value of this type stands for, or nil where the value is not of the type.
    func number(_ node: JSONNode) -> Double? {
        if self == .bool { return node.boolean.map { $0 ? 1 : 0 } }
        return node.written.flatMap(number)
    }

    /// The number that a number of this type stands for, or nil where it is not of the type.
    ///
    /// A value of FP32 or FP16 is the nearest number of that width, as if it had been sent in binary.
    @inline(__always)
    func number(_ number: JSONNumber) -> Double? {
        self == .fp64 ? number.value : narrowed(number)
    }

    private func narrowed(_ number: JSONNumber) -> Double? {
        switch self {
        case .bool, .bytes: nil
        case .uint8: whole(number, 0, 255)
        case .uint16: whole(number, 0, 65_535)
        case .uint32: whole(number, 0, 4_294_967_295)
        case .uint64:
            if case .unsigned(let value) = number { Double(value) } else { whole(number, 0, 0x1p64.nextDown) }
        case .int8: whole(number, -128, 127)
        case .int16: whole(number, -32_768, 32_767)
        case .int32: whole(number, -2_147_483_648, 2_147_483_647)
        case .int64:
            if case .integer(let value) = number {
                Double(value)
            } else {
                whole(number, -0x1p63, 0x1p63.nextDown)
            }
        case .fp16: finite(Double(Float16(number.value)))
        case .fp32: finite(Double(Float(number.value)))
        case .fp64: number.value
        }
    }

    private func whole(_ written: JSONNumber, _ least: Double, _ most: Double) -> Double? {
        let number = written.value
        return number.rounded() == number && number >= least && number <= most ? number : nil
    }

    private func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
}
