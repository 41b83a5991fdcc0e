internal import Features

/// Counts what the page of shapes shows, event by event.
struct ShapeCounter {
    private let name: String
    private let channels: [String]
    private let firstDay: Int
    private let months: [String]
    private let monthOfDay: [Int]
    private var perLead: [UInt32]
    private var hours = [Int](repeating: 0, count: 168)
    private var delays = [Int](repeating: 0, count: Self.ends.count + 1)
    private var counts: [Int]

    /// Ends of the delays' spans in microseconds, each twice the one before, from one second to about two years.
    private static let ends: [Int64] = (0..<27).map { 1_000_000 << Int64($0) }

    init(name: String, channels: [String], days: Range<Int>, leads: Int) {
        self.name = name
        self.channels = channels
        firstDay = days.lowerBound
        let names = days.map { day in
            String(Instant(microseconds: Int64(day) * TimeSpan.day.microseconds).dateText.dropLast(3))
        }
        var months: [String] = []
        var monthOfDay: [Int] = []
        for name in names {
            if months.last != name { months.append(name) }
            monthOfDay.append(months.count - 1)
        }
        self.months = months
        self.monthOfDay = monthOfDay
        perLead = [UInt32](repeating: 0, count: leads)
        counts = [Int](repeating: 0, count: channels.count * months.count)
    }

    /// Counts an event.
    ///
    /// - Parameters:
    ///   - lead: nil for an event of no lead.
    ///   - channel: a place in the list of channels.
    ///   - recordedAt: nil where the source does not say.
    mutating func add(lead: Int?, channel: Int, occurredAt: Int64, recordedAt: Int64?) {
        if let lead { perLead[lead] += 1 }
        let hour = Int(occurredAt / Rhythm.hour)
        // The epoch began on a Thursday.
        hours[(hour + 72) % 168] += 1
        let day = min(max(hour / 24 - firstDay, 0), monthOfDay.count - 1)
        counts[channel * months.count + monthOfDay[day]] += 1
        guard let recordedAt else { return }
        let delay = recordedAt - occurredAt
        var place = 0
        while place < Self.ends.count, delay >= Self.ends[place] { place += 1 }
        delays[place] += 1
    }

    /// What was counted.
    func shapes(conversions: [Shapes.ConversionCounts] = []) -> Shapes {
        var tail: [Shapes.TailPoint] = []
        var least = 1
        while true {
            let leads = perLead.count { $0 >= least }
            if leads == 0 { break }
            tail.append(Shapes.TailPoint(events: least, leads: leads))
            least *= 2
        }
        let longest = (delays.lastIndex { $0 > 0 } ?? 0) + 1
        return Shapes(
            name: name, tail: tail, hours: hours,
            delays: zip(Self.ends, delays).prefix(longest).map {
                Shapes.DelayBin(seconds: Double($0) / 1e6, events: $1)
            },
            months: months,
            channels: channels.enumerated().map { index, name in
                Shapes.ChannelCounts(
                    name: name, events: Array(counts[index * months.count..<(index + 1) * months.count]))
            },
            conversions: conversions)
    }
}
