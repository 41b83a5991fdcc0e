/// The typed value of an event's attribute.
public enum AttributeValue: Hashable, Sendable {
    /// A number; never NaN, since a missing value is an absent attribute.
    case number(Double)
    /// A category or a text.
    case text(String)
    /// A truth value.
    case flag(Bool)
    /// A link to another entity, such as a lead's account; it counts only from when it was known.
    case link(EntityKey)
}
