/// At which hours the events of one source lie, for kinds whose times have one.
struct RhythmCounts {
    let source: String
    /// By hour of the zone's day.
    private(set) var hours = [Int](repeating: 0, count: 24)
    /// By hour, for each of the differences of the zone's clocks to UTC.
    private(set) var hoursByOffset: [Int64: [Int]] = [:]
    /// At exactly midnight, in the zone or in UTC.
    private(set) var midnights = 0
    /// By whole week, the sums of the cosine and the sine of the hour on its circle.
    private(set) var cosines: [Double]
    private(set) var sines: [Double]
    private(set) var weekEvents: [Int]
    /// The rows at midnight.
    private(set) var midnightRows: [Int] = []

    private static let hour: Int64 = 3_600_000_000
    private static let day: Int64 = 86_400_000_000

    /// The sources that have times of day, in the order of their names.
    ///
    /// - Complexity: O(events).
    static func all(_ data: ProfileData) -> [RhythmCounts] {
        let names = Set(
            data.events.groups.indices.filter { data.hasTimes[$0] }.map {
                data.events.groups[$0].source
            }
        ).sorted()
        var counts = names.map { RhythmCounts($0, weeks: data.calendar.weekNames.count) }
        let places = data.events.groups.indices.map { group in
            data.hasTimes[group] ? names.firstIndex(of: data.events.groups[group].source) ?? -1 : -1
        }
        for row in 0..<data.events.count {
            let place = places[Int(data.events.group[row])]
            guard place >= 0, data.days[row] >= 0 else { continue }
            counts[place].add(data.events.occurredAt[row], row: row, day: Int(data.days[row]), data)
        }
        return counts
    }

    private init(_ source: String, weeks: Int) {
        self.source = source
        cosines = [Double](repeating: 0, count: weeks)
        sines = cosines
        weekEvents = [Int](repeating: 0, count: weeks)
    }

    private mutating func add(_ instant: Int64, row: Int, day: Int, _ data: ProfileData) {
        let time = data.calendar.time(of: instant, day: day)
        if time == 0 || instant % Self.day == 0 {
            midnights += 1
            midnightRows.append(row)
        }
        // On the day the clocks change, the last hour may be the 25th.
        let hour = min(23, Int(time / Self.hour))
        hours[hour] += 1
        hoursByOffset[data.calendar.offset(ofDay: day), default: [Int](repeating: 0, count: 24)][hour] += 1
        guard let week = data.calendar.week(ofDay: day) else { return }
        weekEvents[week] += 1
        cosines[week] += Self.circle[hour].cosine
        sines[week] += Self.circle[hour].sine
    }

    /// The cosine and the sine of each hour of the day.
    private static let circle: [(cosine: Double, sine: Double)] = (0..<24).map { hour in
        let quarter = [0, 0.258819045102521, 0.5, 0.707106781186548, 0.866025403784439, 0.965925826289068, 1]
        func sine(_ place: Int) -> Double {
            let turn = ((place % 24) + 24) % 24
            let half = turn % 12
            return (turn < 12 ? 1 : -1) * quarter[half <= 6 ? half : 12 - half]
        }
        return (sine(hour + 6), sine(hour))
    }

    /// The number of events.
    var events: Int { hours.reduce(0, +) }

    /// The share between midnight and five.
    var nightShare: Double { events > 0 ? Double(hours[0..<5].reduce(0, +)) / Double(events) : 0 }
}
