public import Features

extension AttributeCondition {
    /// What must hold, in words: `at least 90`, `pro or team`.
    public var threshold: String {
        switch self {
        case .oneOf(let values):
            values.map { value in
                switch value {
                case .text(let text): text
                case .number(let number): NumberRange.words(number)
                case .flag(let flag): "\(flag)"
                case .link: "a link"
                }
            }.joined(separator: " or ")
        case .range(let range): range.words(above: "more than", below: "less than")
        }
    }
}
