/// A named partition of the rows, such as region.
public struct Grouping: Equatable, Sendable {
    /// The grouping's name.
    public var name: String
    /// One value a row; nil stands for missing.
    public var values: [String?]

    /// Creates a grouping.
    public init(name: String, values: [String?]) {
        self.name = name
        self.values = values
    }

    /// What rows without a value are shown as.
    public static let missing = "(missing)"
}
