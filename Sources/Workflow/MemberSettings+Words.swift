public import Learning
import Models

extension MemberSettings {
    /// What a member sets for itself, in words.
    public var words: String {
        var words: [String] = []
        if let inputs {
            words.append("inputs " + inputs.entries.map(\.words).joined(separator: ", "))
        }
        if let penalty { words.append("penalty \(Figures.plain(penalty))") }
        if strength != nil { words.append("strength by time splits") }
        if let l1Ratio { words.append("l1Ratio \(Figures.plain(l1Ratio))") }
        switch classWeights {
        case .balanced?: words.append("classes balanced")
        case .factors(let positive, let negative)?:
            words.append("classes \(Figures.plain(positive)) to \(Figures.plain(negative))")
        case nil: break
        }
        if let halfLife { words.append("half-life \(halfLife)") }
        if let solver { words.append("solver \(solver.rawValue)") }
        if let minimumCount { words.append("minimumCount \(minimumCount)") }
        if let maximumIterations { words.append("maximumIterations \(maximumIterations)") }
        return words.isEmpty ? "nothing" : words.joined(separator: "; ")
    }
}

extension InputSelection.Entry {
    /// The input and what is done to it.
    fileprivate var words: String {
        switch encoding {
        case .usual: transforms.reduce(name) { "\($1.name)(\($0))" }
        case .bins(let count, let isMonotone):
            "\(name) in \(count) bins\(isMonotone ? ", monotone" : "")"
        case .evidence: "\(name) by evidence"
        case .hash(let buckets): "\(name) hashed into \(buckets)"
        }
    }
}
