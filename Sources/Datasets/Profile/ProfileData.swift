internal import Features

/// What the single checks of a profile look at.
struct ProfileData {
    let events: ProfileEvents
    let calendar: ProfileCalendar
    /// The day of every row, -1 outside the calendar.
    let days: [Int32]
    /// Whether the times of a group have a time of day.
    let hasTimes: [Bool]
    let sources: [String: SourceDefinition]
    /// The first instant after the data, where the pipeline declares it or the last recording shows it.
    let end: Int64

    /// - Throws: `DatasetError.setting` for an unknown zone.
    /// - Complexity: O(events log events).
    init(
        _ table: EventTable, sources: [String: SourceDefinition], zone: String, until: DeclaredHorizon?
    ) throws(DatasetError) {
        events = ProfileEvents(table)
        self.sources = sources
        hasTimes = events.groups.map { group in
            guard let source = sources[group.source] else { return true }
            return source.events.contains {
                $0.kind == group.kind && source.fields[$0.occurredAt]?.type == .instant
            }
        }
        let span = ProfileSpan(events.occurredAt)
        // The zone's clocks are at most a day from UTC's.
        var first = CalendarDay(midnight: Instant(microseconds: span.first).startOfDay).adding(days: -1)
        var last = CalendarDay(midnight: Instant(microseconds: span.last).startOfDay).adding(days: 1)
        let wide = try ProfileCalendar(from: first, to: last, lastIsWhole: true, zone: zone)
        if let day = wide.day(of: span.first) { first = first.adding(days: day) }
        if let day = wide.day(of: span.last) { last = last.adding(days: day + 1 - wide.dayCount) }
        var lastIsWhole = false
        switch until {
        case .day(let day):
            last = min(day, last.adding(days: Self.grace))
            lastIsWhole = true
        case .instant(let instant):
            if let day = wide.day(of: instant.microseconds) { last = wide.date(ofDay: day) }
        case nil: break
        }
        calendar = try ProfileCalendar(from: min(first, last), to: last, lastIsWhole: lastIsWhole, zone: zone)
        switch until {
        case .day: end = calendar.end
        case .instant(let instant): end = instant.microseconds
        case nil: end = (events.recordedAt.max() ?? 0) + 1
        }
        days = events.occurredAt.map { [calendar] in Int32(calendar.day(of: $0) ?? -1) }
    }

    /// Days without events up to the declared end are counted, for so many days.
    private static let grace = 366

    /// The name of the month of a day.
    func month(ofDay day: Int) -> String { calendar.monthNames[calendar.months[day]] }

    /// The names of the first and the last month of some rows, or of one.
    func months(of rows: some Sequence<Int>) -> [String] {
        var found: (first: Int, last: Int)?
        for row in rows where days[row] >= 0 {
            let day = Int(days[row])
            found = (min(found?.first ?? day, day), max(found?.last ?? day, day))
        }
        guard let found else { return [] }
        let (first, last) = (month(ofDay: found.first), month(ofDay: found.last))
        return first == last ? [first] : [first, last]
    }

    /// Whether a field's values are about a person, so that none may be shown.
    func isPersonal(_ field: String, of group: ProfileEvents.Group) -> Bool {
        guard let source = sources[group.source] else { return true }
        return source.events.contains { event in
            guard event.kind == group.kind, let name = event.attributeFields[field] else { return false }
            return source.fields[name]?.personal ?? (event.text == name)
        }
    }
}
