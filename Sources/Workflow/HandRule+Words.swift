extension HandRule {
    /// The rule in words, the same for rules that score alike: `recency, lowest first`.
    public var words: String {
        if let feature { return "\(feature), \(better == .lower ? "lowest" : "highest") first" }
        let added = plus ?? 0
        let below = denominator ?? ""
        return "\(numerator ?? "") / \(added == 0 ? below : "(\(below) + \(Figures.plain(added)))")"
    }
}
