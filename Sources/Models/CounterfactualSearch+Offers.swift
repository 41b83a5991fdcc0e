extension CounterfactualSearch.Offer {
    /// Those values that help more than what is nearer; nil where none does.
    ///
    /// - Parameters:
    ///   - values: nearest first.
    ///   - start: how much helps as it is.
    init?(input: Int, climbing values: [Double], from start: Double, helps: (Double) -> Double) {
        var best = start
        let kept = values.filter { value in
            let now = helps(value)
            defer { best = max(best, now) }
            return now > best
        }
        guard !kept.isEmpty else { return nil }
        self.init(input: input, values: kept)
    }
}
