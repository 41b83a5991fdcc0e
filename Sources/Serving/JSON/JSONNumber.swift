/// A number of a JSON text, by how it was written.
enum JSONNumber: Equatable {
    /// Without a fraction or an exponent.
    case integer(Int64)
    /// The same, above what `integer` holds.
    case unsigned(UInt64)
    /// With a fraction or an exponent; finite.
    case double(Double)

    /// The number as a double, rounded to nearest where it is a large integer.
    var value: Double {
        switch self {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        }
    }
}
