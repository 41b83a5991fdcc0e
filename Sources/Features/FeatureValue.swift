/// A feature's value for one entity at one time.
public enum FeatureValue: Equatable, Sendable {
    /// A number; never NaN.
    case number(Double)
    /// A category.
    case category(String)
    /// Nothing is known.
    case missing
}
