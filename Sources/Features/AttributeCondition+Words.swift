extension AttributeCondition {
    /// The condition behind the attribute's name: "pricing or docs", "above 3 and at most 5".
    var words: String {
        switch self {
        case .oneOf(let values):
            // A reason is read by people: of a long list its length says as much.
            values.count > 4 ? "of \(values.count) values" : values.map(Self.words).joined(separator: " or ")
        case .range(let range):
            [
                range.atLeast.map { "at least \(Self.words($0))" },
                range.above.map { "above \(Self.words($0))" },
                range.atMost.map { "at most \(Self.words($0))" },
                range.below.map { "below \(Self.words($0))" },
            ].compactMap { $0 }.joined(separator: " and ")
        }
    }

    private static func words(_ value: AttributeValue) -> String {
        switch value {
        case .number(let number): words(number)
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .link(let key): "\(key)"
        }
    }

    private static func words(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
