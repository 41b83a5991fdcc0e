/// A named fact, as shown.
public struct ReportFact: Equatable, Sendable {
    /// What it is.
    public var name: String
    /// What it says.
    public var value: String

    /// Creates a fact.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
