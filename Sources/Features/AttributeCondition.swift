/// What an event's attribute must be like for the event to count.
public enum AttributeCondition: Hashable, Sendable {
    /// It has one of these values, of the same type: a text is not a number.
    case oneOf([AttributeValue])
    /// It is a number within bounds.
    case range(NumberRange)

    /// It is exactly this text.
    public static func text(_ text: String) -> AttributeCondition { .oneOf([.text(text)]) }
    /// It is exactly this number.
    public static func number(_ number: Double) -> AttributeCondition { .oneOf([.number(number)]) }
    /// It is exactly this truth value.
    public static func flag(_ flag: Bool) -> AttributeCondition { .oneOf([.flag(flag)]) }

    /// Whether a value passes; an absent one does not.
    ///
    /// - Complexity: O(values of the condition).
    public func passes(_ value: AttributeValue?) -> Bool {
        guard let value else { return false }
        switch self {
        case .oneOf(let values): return values.contains(value)
        case .range(let range):
            guard case .number(let number) = value else { return false }
            return range.contains(number)
        }
    }
}
