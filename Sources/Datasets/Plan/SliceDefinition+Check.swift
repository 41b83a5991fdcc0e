internal import Features

extension SliceDefinition {
    /// Whether the slices follow one another.
    ///
    /// - Throws: `DatasetError.setting` with the key path.
    func check() throws(DatasetError) {
        if let embargo, embargo.microseconds < 0 {
            throw .setting(
                keyPath: ["slices", "embargo"], what: "an embargo is not negative",
                remedy: "write a span such as 7d")
        }
        try disjoint?.check(slices: all.map(\.name))
        var last: (name: SliceName, days: SliceDefinition.Days)?
        for (name, days) in all {
            if days.to < days.from {
                throw .setting(
                    keyPath: ["slices", name.rawValue, "to"], what: "the last day lies before the first",
                    remedy: "exchange them")
            }
            if let last, days.from <= last.days.to {
                throw .setting(
                    keyPath: ["slices", name.rawValue, "from"],
                    what: "\(name.rawValue) begins before \(last.name.rawValue) has ended",
                    remedy: "let slices follow one another: train, calibrate, test, locked")
            }
            last = (name: name, days: days)
        }
    }
}
