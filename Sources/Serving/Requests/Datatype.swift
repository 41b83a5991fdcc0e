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

    /// What is wrong with a value for which there is no number of this type.
    func misfit(of node: JSONNode, at path: String) -> ServingError {
        guard self != .bool, node.number != nil else {
            return .invalidField(
                path: path, problem: "is not a value of \(rawValue) (it is \(node.kind.name))",
                remedy: "send values of the declared datatype, and null for a missing value")
        }
        return .invalidField(
            path: path, problem: "is a number that \(rawValue) does not hold",
            remedy: "send \(range), or declare another datatype, such as FP64")
    }

    private var range: String {
        switch self {
        case .bool, .bytes, .fp64: "a value of \(rawValue)"
        case .fp16, .fp32: "a number within its range"
        case .uint8: "a whole number from 0 to 255"
        case .uint16: "a whole number from 0 to 65535"
        case .uint32: "a whole number from 0 to 4294967295"
        case .uint64: "a whole number from 0 to 18446744073709551615"
        case .int8: "a whole number from -128 to 127"
        case .int16: "a whole number from -32768 to 32767"
        case .int32: "a whole number from -2147483648 to 2147483647"
        case .int64: "a whole number from -9223372036854775808 to 9223372036854775807"
        }
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
