/// An attribute of a log: a name and a type, since values of one name may have several.
struct LogAttribute: Codable, Hashable, Comparable, Sendable {
    /// The attribute's name.
    var name: String
    /// The type of its values.
    var type: AttributeType

    /// The column that holds it: `number.amount`.
    var column: String { "\(type.rawValue).\(name)" }

    /// By name, then type.
    static func < (left: Self, right: Self) -> Bool { (left.name, left.type) < (right.name, right.type) }
}
