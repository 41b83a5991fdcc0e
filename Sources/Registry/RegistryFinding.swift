/// Something in a registry that is not as it was written.
public struct RegistryFinding: Hashable, Sendable, CustomStringConvertible {
    /// The bad file or directory, relative to the registry's root.
    public let path: String
    /// What is wrong with it, and the remedy.
    public let problem: String

    /// Path and problem in one line.
    public var description: String { "\(path): \(problem)" }
}
