internal import Features

/// Turns an event log into cases: who is asked about, when, what the answer was, and which slice uses it.
public struct CasePlanner: Sendable {
    let unit: String
    let label: LabelDefinition
    let cutoffs: CutoffSchedule
    let eligibility: Eligibility
    let slices: SliceDefinition
    /// The first instant of each calendar cutoff.
    let calendar: [Instant]
    /// By slice in order, the first instant and the first after it.
    let spans: [(name: SliceName, start: Instant, end: Instant)]

    /// Checks the settings.
    ///
    /// - Parameters:
    ///   - unit: the namespace of the entities asked about.
    ///   - zone: the time zone in which days begin.
    /// - Throws: `DatasetError.setting` with the key path.
    public init(
        unit: String, label: LabelDefinition, cutoffs: CutoffSchedule, eligible: Eligibility?,
        slices: SliceDefinition, zone: String
    ) throws(DatasetError) {
        self.unit = unit
        self.label = label
        self.cutoffs = cutoffs
        eligibility = eligible ?? Eligibility()
        self.slices = slices
        try Self.check(label, cutoffs, slices)
        let days = cutoffs.calendar?.days ?? []
        var needed = Set(days)
        for (_, span) in slices.all { needed.formUnion([span.from, span.to.adding(days: 1)]) }
        let midnights = try ZonedMidnights(needed, zone: zone)
        calendar = days.map { midnights[$0] }
        spans = slices.all.map { name, span in
            (name: name, start: midnights[span.from], end: midnights[span.to.adding(days: 1)])
        }
    }

    private static func check(
        _ label: LabelDefinition, _ cutoffs: CutoffSchedule, _ slices: SliceDefinition
    ) throws(DatasetError) {
        if label.window.microseconds <= 0 {
            throw .setting(
                keyPath: ["label", "window"], what: "the window has no length",
                remedy: "write a span such as 90d")
        }
        if (cutoffs.calendar == nil) == (cutoffs.anchored == nil) {
            throw .setting(
                keyPath: ["cutoffs"], what: "there must be exactly one of calendar and anchored",
                remedy: "keep the one that says when the question is asked")
        }
        if label.from == .anchor, cutoffs.anchored == nil {
            throw .setting(
                keyPath: ["label", "from"], what: "calendar cutoffs have no anchor",
                remedy: "write from: cutoff, or anchor the cutoffs")
        }
        if let calendar = cutoffs.calendar, calendar.days.count > 3_660 {
            throw .setting(
                keyPath: ["cutoffs", "calendar"],
                what: "there are \(calendar.days.count) cutoffs, more than 3,660",
                remedy: "narrow the dates, or ask by week or month")
        }
        if let calendar = cutoffs.calendar, calendar.days.isEmpty {
            throw .setting(
                keyPath: ["cutoffs", "calendar", "to"], what: "the last day lies before the first",
                remedy: "exchange them")
        }
        if let embargo = slices.embargo, embargo.microseconds < 0 {
            throw .setting(
                keyPath: ["slices", "embargo"], what: "an embargo is not negative",
                remedy: "write a span such as 7d")
        }
        var last: (name: SliceName, days: SliceDefinition.Days)?
        for (name, days) in slices.all {
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
