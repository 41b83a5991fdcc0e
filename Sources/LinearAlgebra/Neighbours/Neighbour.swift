/// A row that is near another.
public struct Neighbour: Equatable, Sendable {
    /// The number of the row.
    public var row: Int32
    /// How near it is, by the measure that it was found with.
    public var value: Double

    /// Names a row.
    public init(row: Int32, value: Double) {
        self.row = row
        self.value = value
    }
}
