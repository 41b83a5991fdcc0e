internal import Features

extension CutoffSchedule {
    /// Whether there is anything to ask.
    ///
    /// - Throws: `DatasetError.setting` with the key path.
    func check() throws(DatasetError) {
        if calendar == nil, anchored == nil {
            throw .setting(
                keyPath: ["cutoffs"], what: "there is neither calendar nor anchored",
                remedy: "say when the question is asked: on days, some time after an event, or both")
        }
        if let anchored, anchored.after.microseconds <= 0 {
            throw .setting(
                keyPath: ["cutoffs", "anchored", "after"],
                what: "an anchor is not known before it has occurred",
                remedy: "write a span such as 24h")
        }
        guard let calendar else { return }
        if calendar.days.count > 3_660 {
            throw .setting(
                keyPath: ["cutoffs", "calendar"],
                what: "there are \(calendar.days.count) cutoffs, more than 3,660",
                remedy: "narrow the dates, or ask by week or month")
        }
        if calendar.days.isEmpty {
            throw .setting(
                keyPath: ["cutoffs", "calendar", "to"], what: "the last day lies before the first",
                remedy: "exchange them")
        }
    }
}
