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
    ///
    /// A value of FP32 or FP16 is the nearest number of that width, as if it had been sent in binary.
    func number(_ node: JSONNode) -> Double? {
        switch self {
        case .bool: node.boolean.map { $0 ? 1 : 0 }
        case .uint8: whole(node, 0, 255)
        case .uint16: whole(node, 0, 65_535)
        case .uint32: whole(node, 0, 4_294_967_295)
        case .uint64: node.kind == .unsigned ? node.number : whole(node, 0, 0x1p64.nextDown)
        case .int8: whole(node, -128, 127)
        case .int16: whole(node, -32_768, 32_767)
        case .int32: whole(node, -2_147_483_648, 2_147_483_647)
        case .int64: node.kind == .integer ? node.number : whole(node, -0x1p63, 0x1p63.nextDown)
        case .fp16: finite(node.number.map { Double(Float16($0)) })
        case .fp32: finite(node.number.map { Double(Float($0)) })
        case .fp64: node.number
        case .bytes: nil
        }
    }

    private func whole(_ node: JSONNode, _ least: Double, _ most: Double) -> Double? {
        guard let number = node.number, number.rounded() == number, number >= least, number <= most else {
            return nil
        }
        return number
    }

    private func finite(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 : nil } }
}
