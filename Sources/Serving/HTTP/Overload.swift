/// Why a request is refused before anybody looks at what it asks for.
public enum Overload: String, CaseIterable, Sendable {
    /// More connections are open than may be.
    case connections
    /// The bodies that are arriving would take more memory than they may together.
    case memory
}
