public import Features

extension AttributeCondition {
    /// Whether a feature's value passes; a missing one does not.
    public func passes(_ value: FeatureValue) -> Bool {
        switch value {
        case .number(let number): passes(AttributeValue.number(number))
        case .category(let level): passes(AttributeValue.text(level))
        case .missing: false
        }
    }
}
