internal import Features

extension CasePlanner {
    /// Gives each answered case the slice of its cutoff, and purges those whose label reaches into a later one.
    func assign(_ cases: inout [Case], keepingOverlaps: Bool) {
        let embargo = slices.embargo ?? TimeSpan(microseconds: 0)
        for index in cases.indices {
            guard
                let place = spans.firstIndex(where: {
                    $0.start <= cases[index].cutoff && cases[index].cutoff < $0.end
                })
            else { continue }
            cases[index].slice = spans[place].name
            guard cases[index].label == .positive || cases[index].label == .negative,
                place + 1 < spans.count, !keepingOverlaps
            else { continue }
            if cases[index].labelEnd + embargo > spans[place + 1].start { cases[index].omission = .purged }
        }
    }

    /// Where slices are disjoint, gives every group one of the slices it has cases in, and leaves out the others.
    func separate(_ cases: inout [Case], _ log: EventLog) {
        guard let disjoint = slices.disjoint, disjoint.isAskedFor else { return }
        var groups = groups(of: cases, by: disjoint.by, log)
        var present: [EntityKey: Set<SliceName>] = [:]
        for item in cases where item.isUsable {
            if let slice = item.slice { present[groups.name(of: item.entity), default: []].insert(slice) }
        }
        let homes = Dictionary(
            uniqueKeysWithValues: present.map {
                ($0.key, disjoint.choice(of: $0.value.sorted(), for: $0.key))
            })
        for index in cases.indices where cases[index].isUsable {
            guard let slice = cases[index].slice else { continue }
            if homes[groups.name(of: cases[index].entity)] != slice { cases[index].omission = .shared }
        }
    }

    /// Counts cases by slice and month of the zone.
    static func count(
        _ cases: [Case], spans: [(name: SliceName, start: Instant, end: Instant)], days: ZonedDays
    ) -> [CasePlan.Count] {
        var counts: [String: CasePlan.Count] = [:]
        for item in cases {
            let month = String(days.day(of: item.cutoff).description.dropLast(3))
            let place = item.slice.flatMap { slice in spans.firstIndex { $0.name == slice } } ?? spans.count
            var count = counts["\(place) \(month)"] ?? CasePlan.Count(slice: item.slice, month: month)
            switch (item.label, item.omission) {
            case (.immature, _): count.immature += 1
            case (.excluded, _):
                count.excluded += 1
                count.exclusions[item.reason ?? "", default: 0] += 1
            case (_, .purged): count.purged += 1
            case (_, .shared): count.shared += 1
            case (.positive, nil):
                count.rows += 1
                count.positives += 1
            case (.negative, nil):
                count.rows += 1
                count.negatives += 1
            }
            counts["\(place) \(month)"] = count
        }
        return counts.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension Case {
    /// Whether the case has an answer and nothing keeps it out of its slice.
    var isUsable: Bool { (label == .positive || label == .negative) && omission == nil }
}
