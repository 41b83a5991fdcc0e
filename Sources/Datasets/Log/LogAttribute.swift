/// An attribute of a log: a name and a type, since values of one name may have several.
struct LogAttribute: Codable, Hashable, Comparable, Sendable {
    /// The attribute's name.
    var name: String
    /// The type of its values.
    var type: AttributeType
    /// Whether some source's contract calls it personal: then it is stored with the identities, and erased with them.
    var isPersonal: Bool

    /// The column that holds it: `number.amount`.
    var column: String { "\(type.rawValue).\(name)" }

    /// By name, then type.
    static func < (left: Self, right: Self) -> Bool { (left.name, left.type) < (right.name, right.type) }

    /// The attributes of events by name, then type.
    static func all(_ sources: [StagedSource]) -> [LogAttribute] {
        var byColumn: [String: LogAttribute] = [:]
        for source in sources {
            for event in source.parts.flatMap(\.events) {
                for attribute in event.attributes {
                    var found = LogAttribute(
                        name: attribute.name, type: attribute.type, isPersonal: attribute.isPersonal)
                    found.isPersonal = found.isPersonal || byColumn[found.column]?.isPersonal ?? false
                    byColumn[found.column] = found
                }
            }
        }
        return byColumn.values.sorted()
    }
}
