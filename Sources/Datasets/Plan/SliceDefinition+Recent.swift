internal import Features

extension SliceDefinition {
    /// The train and calibration spans moved towards the present, their lengths and their distance kept, until the
    /// last of them ends at a day; nil where there is nothing newer.
    ///
    /// A calendar's spans move by its own steps, so that they hold as many cutoffs as before.
    /// - Parameter last: the last day with answers that may be used.
    func recent(_ cutoffs: CutoffSchedule, until last: CalendarDay) -> SliceDefinition? {
        let end = (calibrate ?? train).to
        let days = cutoffs.anchored == nil ? cutoffs.calendar?.days ?? [] : []
        guard let calendar = cutoffs.calendar, cutoffs.anchored == nil else {
            let distance = Int((last.midnight - end.midnight).microseconds / TimeSpan.day.microseconds)
            return distance > 0 ? moved { $0.adding(days: distance) } : nil
        }
        let steps = days.count { $0 <= last } - days.count { $0 <= end }
        guard steps > 0 else { return nil }
        return moved { calendar.every.day(steps, after: $0) }
    }

    private func moved(_ move: (CalendarDay) -> CalendarDay) -> SliceDefinition {
        func moved(_ span: Days) -> Days { Days(from: move(span.from), to: move(span.to)) }
        let names: [SliceName] =
            [.train] + (calibrate == nil ? [] : [.calibrate]) + (locked == nil ? [] : [.locked])
        return SliceDefinition(
            train: moved(train), calibrate: calibrate.map(moved), locked: locked, embargo: embargo,
            disjoint: disjoint?.restricted(to: names))
    }
}

extension CasePlanner {
    /// The plan of the same recipe on the newest answers there are; nil where there are no newer ones.
    ///
    /// What is locked stays locked: no case in the locked slice is used, and none whose label reaches into it.
    /// - Parameters:
    ///   - plan: this planner's own plan of the log.
    ///   - keepingOverlaps: as for `plan(_:keepingOverlaps:)`; not kept where there is a locked slice.
    /// - Throws: `DatasetError.data` where the newer slices have no positives or no negatives.
    public func recent(
        _ plan: CasePlan, log: EventLog, keepingOverlaps: Bool = false
    ) throws(DatasetError) -> CasePlan? {
        let lock = spans.first { $0.name == .locked }?.start
        let embargo = slices.embargo ?? .days(0)
        let last = plan.cases.last { item in
            (item.label == .positive || item.label == .negative)
                && (lock.map { item.labelEnd + embargo <= $0 } ?? true)
        }
        guard let last, let moved = slices.recent(cutoffs, until: plan.days.day(of: last.cutoff)) else {
            return nil
        }
        let planner = try replacing(moved)
        let newer = planner.sliced(plan.answers, log: log, keepingOverlaps: keepingOverlaps && lock == nil)
        try planner.check(newer, except: .locked)
        var cases = newer.cases
        for index in cases.indices where cases[index].slice == .locked { cases[index].slice = nil }
        return CasePlan(
            cases: cases, counts: newer.counts.filter { $0.slice != .locked }, horizon: newer.horizon,
            days: newer.days)
    }
}
