extension AttributeCondition {
    /// The condition behind the attribute's name: "pricing or docs", "above 3 and at most 5".
    var words: String {
        switch self {
        case .oneOf(let values):
            // A reason is read by people: of a long list its length says as much.
            values.count > 4 ? "of \(values.count) values" : values.map(Self.words).joined(separator: " or ")
        case .range(let range): range.words()
        }
    }

    private static func words(_ value: AttributeValue) -> String {
        switch value {
        case .number(let number): NumberRange.words(number)
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .link(let key): "\(key)"
        }
    }
}
