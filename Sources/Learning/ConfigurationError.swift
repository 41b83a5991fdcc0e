/// A setting outside its range.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// The setting's key, such as `penalty`.
    public var key: String
    /// What its value must be, such as `a finite number not below 0`.
    public var requirement: String

    /// Creates an error.
    public init(key: String, requirement: String) {
        self.key = key
        self.requirement = requirement
    }

    /// What is wrong, where, and what to do.
    public var description: String { "setting '\(key)' must be \(requirement)" }
}
