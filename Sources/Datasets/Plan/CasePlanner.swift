public import Features

/// Turns an event log into cases: who is asked about, when, what the answer was, and which slice uses it.
public struct CasePlanner: Sendable {
    let unit: String
    let label: LabelDefinition
    let cutoffs: CutoffSchedule
    let eligibility: Eligibility
    let slices: SliceDefinition
    let zone: String
    /// How keys are told to belong to others; nil where each is an entity of its own.
    let identity: IdentityDefinition?
    /// The first instant that the declared horizon leaves out.
    let until: Instant?
    /// By source and kind, how long after it occurred an event is only assumed to be recorded.
    let delays: [String: [String: TimeSpan]]
    /// The cutoffs of the calendar, ascending: when its days begin; empty without one.
    public let calendar: [Instant]
    /// By slice in order, the first instant and the first after it.
    let spans: [(name: SliceName, start: Instant, end: Instant)]

    /// Checks the settings.
    ///
    /// - Parameters:
    ///   - unit: the namespace of the entities asked about.
    ///   - until: a declared end of the data; nil takes the newest record of the outcome's source.
    ///   - delays: by source and kind, the delay of records that is only assumed (`SourceDefinition.assumedDelays`).
    ///   - identity: how keys are told to belong to others; nil where each is an entity of its own.
    ///   - zone: the time zone in which days begin.
    /// - Throws: `DatasetError.setting` with the key path.
    public init(
        unit: String, label: LabelDefinition, cutoffs: CutoffSchedule, eligible: Eligibility?,
        slices: SliceDefinition, until: DeclaredHorizon? = nil,
        delays: [String: [String: TimeSpan]] = [:], identity: IdentityDefinition? = nil, zone: String
    ) throws(DatasetError) {
        self.unit = unit
        self.label = label
        self.cutoffs = cutoffs
        eligibility = eligible ?? Eligibility()
        self.slices = slices
        self.zone = zone
        self.identity = identity
        self.delays = delays
        try label.check(isAnchored: cutoffs.anchored != nil)
        try cutoffs.check()
        try slices.check()
        let days = cutoffs.calendar?.days ?? []
        var needed = Set(days)
        for (_, span) in slices.all { needed.formUnion([span.from, span.to.adding(days: 1)]) }
        if case .day(let day) = until { needed.insert(day.adding(days: 1)) }
        let midnights = try ZonedMidnights(needed, zone: zone)
        calendar = days.map { midnights[$0] }
        spans = slices.all.map { name, span in
            (name: name, start: midnights[span.from], end: midnights[span.to.adding(days: 1)])
        }
        self.until =
            switch until {
            case .day(let day): midnights[day.adding(days: 1)]
            case .instant(let instant): instant
            case nil: nil
            }
    }

    /// How long after its cutoff a label is complete, at most.
    public var labelReach: TimeSpan {
        var reach = label.window.microseconds + (label.maturity?.microseconds ?? 0)
        if label.from == .anchor, cutoffs.calendar == nil {
            reach -= cutoffs.anchored?.after.microseconds ?? 0
        }
        return TimeSpan(microseconds: max(0, reach))
    }

    /// The same questions cut into other slices.
    ///
    /// - Throws: `DatasetError.setting` with the key path.
    public func replacing(_ slices: SliceDefinition) throws(DatasetError) -> CasePlanner {
        try CasePlanner(
            unit: unit, label: label, cutoffs: cutoffs, eligible: eligibility, slices: slices,
            until: until.map { .instant($0) }, delays: delays, identity: identity, zone: zone)
    }
}
