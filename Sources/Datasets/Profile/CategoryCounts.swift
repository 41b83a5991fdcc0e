/// The categories of one field: how often each occurs, for how many entities, from when to when.
struct CategoryCounts {
    /// The codes that occur, the commonest first.
    let codes: [Int]
    /// Events by code.
    let events: [Int: Int]
    /// Entities by code.
    private(set) var entities: [Int: Int] = [:]
    /// The first and the last day of each code.
    private(set) var days: [Int: (first: Int, last: Int)] = [:]
    /// Codes never seen in an earlier month, by month.
    let newMonths: [Int]

    /// A text may be told if so many entities share it.
    private static let anonymity = 10

    /// - Complexity: O(n log n) for n values.
    init(_ counts: FieldCounts, _ attribute: ProfileEvents.Attribute, _ data: ProfileData) {
        var events: [Int: Int] = [:]
        var seen: [Int: Int] = [:]
        var entity = 0
        for row in counts.rows {
            while data.events.bounds[entity + 1] <= row { entity += 1 }
            let code = Int(attribute.codes[row])
            events[code, default: 0] += 1
            if seen.updateValue(entity, forKey: code) != entity { entities[code, default: 0] += 1 }
            let day = Int(data.days[row])
            guard day >= 0 else { continue }
            let known = days[code] ?? (day, day)
            days[code] = (min(known.first, day), max(known.last, day))
        }
        self.events = events
        codes = events.keys.sorted {
            let (one, other) = (events[$0] ?? 0, events[$1] ?? 0)
            return one == other ? attribute.texts[$0] < attribute.texts[$1] : one > other
        }
        var months = [Int](repeating: 0, count: data.calendar.monthNames.count)
        for (_, span) in days { months[data.calendar.months[span.first]] += 1 }
        newMonths = months
    }

    /// Whether a category is common enough to be named.
    func isShown(_ code: Int) -> Bool { (entities[code] ?? 0) >= Self.anonymity }
}
