/// The kinds of numbers that a file of an array may hold.
public enum NumberKind: String, CaseIterable, Sendable {
    /// Double precision.
    case float64
    /// Single precision.
    case float32
    /// Whole numbers of 64 bits.
    case int64
    /// Whole numbers of 32 bits.
    case int32
    /// Whole numbers of 8 bits, not below 0.
    case uint8

    /// Bytes a number.
    public var size: Int {
        switch self {
        case .float64, .int64: 8
        case .float32, .int32: 4
        case .uint8: 1
        }
    }

    /// By the name that NumPy writes; truth values are bytes of 0 and 1.
    init?(numPy name: String) {
        switch name {
        case "<f8": self = .float64
        case "<f4": self = .float32
        case "<i8": self = .int64
        case "<i4": self = .int32
        case "|u1", "|b1": self = .uint8
        default: return nil
        }
    }
}
