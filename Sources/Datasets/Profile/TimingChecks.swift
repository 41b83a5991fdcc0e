/// Bots and scanners, by when things happen: faster than people, at constant intervals, around the clock, or seconds
/// after a message.
struct TimingChecks {
    let data: ProfileData
    let settings: QualitySettings?

    private static let second: Int64 = 1_000_000
    /// So many different times within ten seconds are more than people make.
    private static let rate = 20
    /// So many intervals of one length are no chance.
    private static let intervals = 20
    /// People do not stay up for so many hours of a day.
    private static let hours = 20

    /// What entities of one source do that people do not.
    struct Odd {
        var entities = 0
        var events = 0
        var rows: [Int] = []

        mutating func add(_ found: [Int]) {
            guard !found.isEmpty else { return }
            entities += 1
            events += found.count
            rows += [found[0], found[found.count - 1]]
        }
    }

    /// - Complexity: O(n log n).
    func findings() -> [ProfileFinding] {
        let names = Set(data.events.groups.map(\.source)).sorted()
        let sent = Set(settings?.reactions?.to ?? [])
        let places = data.events.groups.indices.map { group in
            data.hasTimes[group] && !sent.contains(data.events.groups[group].kind)
                ? names.firstIndex(of: data.events.groups[group].source) ?? -1 : -1
        }
        var fast = names.map { _ in Odd() }
        var constant = fast
        var tireless = fast
        for entity in data.events.bounds.indices.dropLast() {
            let range = data.events.bounds[entity]..<data.events.bounds[entity + 1]
            guard range.count >= Self.rate else { continue }
            for source in names.indices {
                let rows = range.filter { places[Int(data.events.group[$0])] == source }.sorted {
                    (data.events.occurredAt[$0], $0) < (data.events.occurredAt[$1], $1)
                }
                guard rows.count >= Self.rate else { continue }
                fast[source].add(fastRows(rows))
                constant[source].add(constantRows(rows))
                tireless[source].add(tirelessRows(rows))
            }
        }
        return names.indices.flatMap { source in
            [
                finding(
                    .superhumanRate, names[source], fast[source],
                    "do \(Self.rate) things at different times within ten seconds"),
                finding(
                    .constantInterval, names[source], constant[source],
                    "act \(Self.intervals) times or more at one interval, to half a percent"),
                finding(
                    .roundTheClock, names[source], tireless[source],
                    "are active in \(Self.hours) hours or more of one day, on two days or more"),
            ].compactMap { $0 }
        } + reactions()
    }

    private func finding(
        _ check: ProfileCheck, _ source: String, _ odd: Odd, _ what: String
    ) -> ProfileFinding? {
        guard odd.entities > 0 else { return nil }
        let total = data.events.group.count { data.events.groups[Int($0)].source == source }
        return ProfileFinding(
            check, source: source, months: data.months(of: odd.rows),
            evidence:
                "\(odd.entities) entities \(what): \(odd.events) of \(total) events (\(ProfileText.percent(Double(odd.events) / Double(max(1, total)))))",
            falseAlarms: "a rule, not a test: an automatic import that spreads its times raises it",
            remedy: "filter such entities out where the source is read, by their agent or address")
    }

    /// The rows of all bursts.
    private func fastRows(_ rows: [Int]) -> [Int] {
        let times = data.events.occurredAt
        // Many rows of one instant are one act, such as a form with many fields.
        var distinct: [Int] = []
        for row in rows where distinct.last.map({ times[$0] != times[row] }) ?? true { distinct.append(row) }
        guard distinct.count >= Self.rate else { return [] }
        var isFast = [Bool](repeating: false, count: distinct.count)
        for start in 0...(distinct.count - Self.rate) {
            let end = start + Self.rate - 1
            guard times[distinct[end]] - times[distinct[start]] <= 10 * Self.second else { continue }
            for place in start...end { isFast[place] = true }
        }
        return distinct.indices.filter { isFast[$0] }.map { distinct[$0] }
    }

    /// The rows, if nine in ten of their intervals are one.
    private func constantRows(_ rows: [Int]) -> [Int] {
        let times = rows.map { data.events.occurredAt[$0] }
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }.sorted()
        guard gaps.count >= Self.intervals else { return [] }
        let middle = gaps[gaps.count / 2]
        // Within two seconds everything is alike.
        guard middle >= 2 * Self.second else { return [] }
        let alike = gaps.count { abs($0 - middle) <= middle / 200 }
        return alike * 10 >= gaps.count * 9 ? rows : []
    }

    /// The rows of days on which the entity was up for too long; it takes two such days.
    private func tirelessRows(_ rows: [Int]) -> [Int] {
        var found: [Int] = []
        var dayCount = 0
        var start = 0
        while start < rows.count {
            let day = data.days[rows[start]]
            var end = start
            var hours: Set<Int64> = []
            while end < rows.count, data.days[rows[end]] == day {
                if day >= 0 {
                    let time = data.calendar.time(of: data.events.occurredAt[rows[end]], day: Int(day))
                    hours.insert(time / (3600 * Self.second))
                }
                end += 1
            }
            if hours.count >= Self.hours {
                dayCount += 1
                found += rows[start..<end]
            }
            start = end
        }
        return dayCount >= 2 ? found : []
    }
}
