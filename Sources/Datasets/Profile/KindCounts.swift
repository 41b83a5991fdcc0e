/// Events by channel, and by source and kind, over days, weeks and months.
struct KindCounts {
    /// By group and day.
    let days: [[Int]]
    /// By group and whole week.
    let weeks: [[Int]]
    let kinds: [KindProfile]
    let channels: [ChannelProfile]

    /// - Complexity: O(events + groups x days).
    init(_ data: ProfileData) {
        let (events, calendar) = (data.events, data.calendar)
        var days = events.groups.map { _ in [Int](repeating: 0, count: calendar.dayCount) }
        var channels = events.channels.map { _ in [Int](repeating: 0, count: calendar.monthNames.count) }
        var totals = [Int](repeating: 0, count: events.groups.count)
        var channelTotals = [Int](repeating: 0, count: events.channels.count)
        var entities = totals
        var seen = [Int](repeating: -1, count: events.groups.count)
        for entity in events.bounds.indices.dropLast() {
            for row in events.bounds[entity]..<events.bounds[entity + 1] {
                let group = Int(events.group[row])
                let channel = Int(events.channel[row])
                totals[group] += 1
                channelTotals[channel] += 1
                if seen[group] != entity {
                    seen[group] = entity
                    entities[group] += 1
                }
                let day = Int(data.days[row])
                guard day >= 0 else { continue }
                days[group][day] += 1
                channels[channel][calendar.months[day]] += 1
            }
        }
        self.days = days
        weeks = days.map { Self.sums($0, to: calendar.weekNames.count) { calendar.week(ofDay: $0) } }
        kinds = events.groups.indices.map { [weeks] group in
            let active = days[group].indices.filter { days[group][$0] > 0 }
            return KindProfile(
                source: events.groups[group].source, kind: events.groups[group].kind, events: totals[group],
                entities: entities[group], firstDay: active.first.map(calendar.name) ?? "",
                lastDay: active.last.map(calendar.name) ?? "",
                months: Self.sums(days[group], to: calendar.monthNames.count) { calendar.months[$0] },
                weeks: weeks[group])
        }
        self.channels = events.channels.indices.sorted { events.channels[$0] < events.channels[$1] }.map {
            ChannelProfile(channel: events.channels[$0], events: channelTotals[$0], months: channels[$0])
        }
    }

    private static func sums(_ days: [Int], to count: Int, place: (Int) -> Int?) -> [Int] {
        var sums = [Int](repeating: 0, count: count)
        for (day, events) in days.enumerated() {
            if let place = place(day) { sums[place] += events }
        }
        return sums
    }
}
