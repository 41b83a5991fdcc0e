extension AttributeValue {
    /// The value as a category: a text itself, `true` or `false`, a whole number without a point, a link's key.
    public var category: String {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): Int64(exactly: number).map(String.init) ?? "\(number)"
        case .link(let key): key.description
        }
    }
}
