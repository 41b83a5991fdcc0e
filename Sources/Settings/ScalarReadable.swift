/// The types a scalar is read as without an `init(from:)` of their own.
protocol ScalarReadable {
    /// What must be written, for error texts.
    static var expectation: String { get }

    /// The value; nil if the scalar is of another kind or out of range.
    static func read(_ scalar: YAMLScalar) -> Self?
}

extension String: ScalarReadable {
    static var expectation: String { "text" }

    /// Numbers and booleans give their source text, so that `name: 2024` needs no quotes.
    static func read(_ scalar: YAMLScalar) -> String? { scalar.kind == .null ? nil : scalar.text }
}

extension Bool: ScalarReadable {
    static var expectation: String { "true or false" }

    static func read(_ scalar: YAMLScalar) -> Bool? {
        scalar.kind == .boolean ? scalar.text.lowercased() == "true" : nil
    }
}

extension ScalarReadable where Self: BinaryFloatingPoint & LosslessStringConvertible {
    static var expectation: String { "a finite number" }

    /// Infinities and NaN are numbers to YAML but no sensible setting.
    static func read(_ scalar: YAMLScalar) -> Self? {
        switch scalar.kind {
        case .integer where scalar.text.hasPrefix("0o") || scalar.text.hasPrefix("0x"):
            return Int.read(scalar).map { Self($0) }
        case .integer, .number:
            guard let value = Self(scalar.text), value.isFinite else { return nil }
            return value
        default: return nil
        }
    }
}

extension Double: ScalarReadable {}
extension Float: ScalarReadable {}

extension ScalarReadable where Self: FixedWidthInteger {
    static var expectation: String { "an integer in \(Self.min)...\(Self.max)" }

    static func read(_ scalar: YAMLScalar) -> Self? {
        guard scalar.kind == .integer else { return nil }
        if scalar.text.hasPrefix("0o") { return Self(scalar.text.dropFirst(2), radix: 8) }
        if scalar.text.hasPrefix("0x") { return Self(scalar.text.dropFirst(2), radix: 16) }
        return Self(scalar.text)
    }
}

extension Int: ScalarReadable {
    static var expectation: String { "an integer" }
}
extension Int8: ScalarReadable {}
extension Int16: ScalarReadable {}
extension Int32: ScalarReadable {}
extension Int64: ScalarReadable {
    static var expectation: String { "an integer" }
}
extension UInt: ScalarReadable {
    static var expectation: String { "an integer, zero or greater" }
}
extension UInt8: ScalarReadable {}
extension UInt16: ScalarReadable {}
extension UInt32: ScalarReadable {}
extension UInt64: ScalarReadable {
    static var expectation: String { "an integer, zero or greater" }
}
