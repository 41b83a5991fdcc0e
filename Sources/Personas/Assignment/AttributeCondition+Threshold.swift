public import Features

extension AttributeCondition {
    /// What must hold, in words: `at least 90`, `pro or team`.
    public var threshold: String {
        switch self {
        case .oneOf(let values):
            return values.map { value in
                switch value {
                case .text(let text): text
                case .number(let number): Self.plain(number)
                case .flag(let flag): "\(flag)"
                case .link: "a link"
                }
            }.joined(separator: " or ")
        case .range(let range):
            return [
                range.atLeast.map { "at least \(Self.plain($0))" },
                range.above.map { "more than \(Self.plain($0))" },
                range.atMost.map { "at most \(Self.plain($0))" },
                range.below.map { "less than \(Self.plain($0))" },
            ].compactMap { $0 }.joined(separator: " and ")
        }
    }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
