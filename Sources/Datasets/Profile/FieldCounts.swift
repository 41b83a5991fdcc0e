/// One attribute of one kind: where it is null, and what it says.
struct FieldCounts {
    let name: String
    let group: Int
    let isPersonal: Bool
    /// Events with and without a value.
    private(set) var eventWeeks: [Int]
    private(set) var eventMonths: [Int]
    private(set) var nullWeeks: [Int]
    private(set) var nullMonths: [Int]
    private(set) var nulls = 0
    /// The rows with a value, ascending.
    private(set) var rows: [Int] = []
    /// The type of the first value; nil where there is none.
    private(set) var type: FieldProfile.Kind?

    /// The declared attributes of every group, in the order of source, kind and name.
    ///
    /// - Complexity: O(events x attributes).
    static func all(_ data: ProfileData) -> [FieldCounts] {
        var fields: [FieldCounts] = []
        let (events, calendar) = (data.events, data.calendar)
        for (name, places) in declared(data) {
            var counts = places.map { FieldCounts(name, group: $0, data) }
            var slots = [Int](repeating: -1, count: events.groups.count)
            for (slot, group) in places.enumerated() { slots[group] = slot }
            let attribute = events.attributes[name] ?? ProfileEvents.Attribute()
            for row in 0..<events.count {
                let slot = slots[Int(events.group[row])]
                guard slot >= 0 else { continue }
                let day = Int(data.days[row])
                counts[slot].add(
                    row: row, type: attribute.type(ofRow: row), month: day < 0 ? nil : calendar.months[day],
                    week: day < 0 ? nil : calendar.week(ofDay: day))
            }
            fields += counts
        }
        return fields.sorted { left, right in
            let (one, other) = (events.groups[left.group], events.groups[right.group])
            return (one.source, one.kind, left.name) < (other.source, other.kind, right.name)
        }
    }

    private init(_ name: String, group: Int, _ data: ProfileData) {
        self.name = name
        self.group = group
        isPersonal = data.isPersonal(name, of: data.events.groups[group])
        eventWeeks = [Int](repeating: 0, count: data.calendar.weekNames.count)
        nullWeeks = eventWeeks
        eventMonths = [Int](repeating: 0, count: data.calendar.monthNames.count)
        nullMonths = eventMonths
    }

    /// The names of attributes with the groups whose contract lists them.
    private static func declared(_ data: ProfileData) -> [(String, [Int])] {
        var groups: [String: [Int]] = [:]
        for (place, group) in data.events.groups.enumerated() {
            let definitions = data.sources[group.source]?.events.filter { $0.kind == group.kind } ?? []
            for name in Set(definitions.flatMap { $0.attributeFields.keys }) {
                groups[name, default: []].append(place)
            }
        }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private mutating func add(row: Int, type: FieldProfile.Kind?, month: Int?, week: Int?) {
        let isNull = type == nil
        if isNull { nulls += 1 } else { rows.append(row) }
        self.type = self.type ?? type
        if let month {
            eventMonths[month] += 1
            if isNull { nullMonths[month] += 1 }
        }
        if let week {
            eventWeeks[week] += 1
            if isNull { nullWeeks[week] += 1 }
        }
    }
}

extension FieldCounts {
    /// The spread of the numbers; nil for a field that has none or is personal.
    ///
    /// - Complexity: O(n log n).
    func numbers(_ data: ProfileData) -> NumberCounts? {
        guard type == .number, !isPersonal, let attribute = data.events.attributes[name] else { return nil }
        // A field may hold another type in some rows; infinities are no measurement.
        return NumberCounts(rows.map { attribute.numbers[$0] }.filter(\.isFinite))
    }
}
