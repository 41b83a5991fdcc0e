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

    /// Refuses a number of steps, rows or products that is not above 0.
    static func check(count: Int, of key: String) throws(ConfigurationError) {
        guard count > 0 else { throw ConfigurationError(key: key, requirement: "a whole number above 0") }
    }

    /// Refuses a tolerance that is not above 0 and below 1.
    static func check(tolerance: Double) throws(ConfigurationError) {
        guard tolerance > 0 && tolerance < 1 else {
            throw ConfigurationError(key: "tolerance", requirement: "a number above 0 and below 1")
        }
    }
}
