public import Features

/// Which events are meant: those of a kind, whose attributes have given values.
public struct EventPattern: Codable, Equatable, Sendable {
    /// The kind.
    public var kind: String
    /// Values that attributes must have.
    public var `where`: [String: FilterValue]?

    /// Creates a pattern.
    public init(kind: String, where: [String: FilterValue]? = nil) {
        self.kind = kind
        self.where = `where`
    }

    /// Whether an event is meant.
    public func matches(_ event: Event) -> Bool {
        event.kind == kind
            && (`where` ?? [:]).allSatisfy { name, value in value.matches(event.attributes[name]) }
    }
}
