import LinearAlgebra

/// The libraries and the kind of CPU that training's bits depend on.
public enum NumericProfile {
    /// Name and value of each part.
    public static func current() -> [String: String] { numericProfile() }
}
