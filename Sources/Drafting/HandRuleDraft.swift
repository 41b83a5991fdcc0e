/// A rule of thumb of one feature.
struct HandRuleDraft {
    /// The feature's name.
    let feature: String
    /// Whether large values come first.
    let isHigherBetter: Bool
}
