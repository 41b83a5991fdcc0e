internal import Features

extension LabelDefinition {
    /// Whether the definition makes sense.
    ///
    /// - Throws: `DatasetError.setting` with the key path.
    func check(isAnchored: Bool) throws(DatasetError) {
        if window.microseconds <= 0 {
            throw .setting(
                keyPath: ["label", "window"], what: "the window has no length",
                remedy: "write a span such as 90d")
        }
        if from == .anchor, !isAnchored {
            throw .setting(
                keyPath: ["label", "from"], what: "calendar cutoffs have no anchor",
                remedy: "write from: cutoff, or anchor the cutoffs")
        }
        if let maturity, maturity.microseconds < 0 {
            throw .setting(
                keyPath: ["label", "maturity"], what: "a time to mature is not negative",
                remedy: "write a span such as 7d")
        }
        if via != nil, members != nil {
            throw .setting(
                keyPath: ["label", "members"],
                what: "the outcome is either of whom a link leads to or of members",
                remedy: "keep via (the lead's account), or members (the account's leads)")
        }
        if let competing, competing.events.isEmpty {
            throw .setting(
                keyPath: ["label", "competing", "events"], what: "no competing end is named",
                remedy: "name the kinds, or remove `competing`")
        }
        for (index, rule) in (exclude ?? []).enumerated() {
            try rule.check(at: ["label", "exclude", "\(index)"], isAnchored: isAnchored)
        }
    }
}

extension LabelDefinition.Exclusion {
    fileprivate func check(at keyPath: [String], isAnchored: Bool) throws(DatasetError) {
        if because.isEmpty {
            throw .setting(
                keyPath: keyPath + ["because"], what: "the exclusion has no reason",
                remedy: "say in words why such a case is no question")
        }
        if let within, within.microseconds < 0 {
            throw .setting(
                keyPath: keyPath + ["within"], what: "a span is not negative",
                remedy: "write a span such as 1m")
        }
        if within != nil, after == nil, !isAnchored {
            throw .setting(
                keyPath: keyPath + ["after"], what: "calendar cutoffs have no anchor to count from",
                remedy: "name the kind of event that the span begins at")
        }
        if within == nil, after != nil {
            throw .setting(
                keyPath: keyPath + ["after"], what: "there is no span after that event",
                remedy: "add `within`, or remove `after`")
        }
    }
}
