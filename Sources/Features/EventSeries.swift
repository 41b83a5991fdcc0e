internal import Arithmetic

/// The events of one entity that pass one filter, in the order of events, ready to be asked at any time.
///
/// Columns with an element an event; those past `count` are slack, kept so that storage is reused. What is known
/// at a cutoff is not always a prefix, since events may be recorded late. `reach`, the running maximum of
/// `knownAt`, tells by binary search up to where all events are known; only those after that point are looked at
/// one by one.
struct EventSeries: Sendable {
    /// What a series keeps of each event beside its times.
    enum Content: Sendable { case times, numbers, codes }

    /// The indices of a window: `lower..<solid` are all known, `solid..<upper` must be looked at.
    struct Extent: Equatable {
        var lower: Int
        var solid: Int
        var upper: Int
    }

    /// The number of events.
    var count = 0
    /// When each happened, in microseconds.
    var occurredAt: [Int64] = []
    /// The later of happening and being recorded: known at t if before t.
    var knownAt: [Int64] = []
    /// The greatest `knownAt` up to here.
    var reach: [Int64] = []
    /// The index of the event in the fold, or its row in the table counted from the entity's first.
    var event: [Int32] = []
    /// The attribute's number, in series of numbers.
    var number: [Double] = []
    /// The sum of the numbers up to here, in order, in series of numbers.
    var sum: [Double] = []
    /// The code of the value, or the slot a link leads to, in series of codes.
    var code: [Int32] = []
    /// The index of the event before with the same code, or -1, where different codes are counted.
    var previous: [Int32] = []
    /// How many different UTC days there are up to here, where they are counted.
    var dayCount: [Int32] = []
    /// By code, the index of the last event that has it, or -1, where different codes are counted.
    private var latest: [Int32] = []

    let content: Content
    /// Whether `previous` is kept.
    let countsCodes: Bool
    /// Whether `dayCount` is kept.
    let countsDays: Bool

    /// Creates an empty series.
    init(_ content: Content, countsCodes: Bool = false, countsDays: Bool = false) {
        self.content = content
        self.countsCodes = countsCodes
        self.countsDays = countsDays
    }

    /// Appends the next event in order.
    mutating func append(
        occurredAt time: Int64, recordedAt: Int64, event index: Int32, number value: Double,
        code valueCode: Int32
    ) {
        if count == occurredAt.count { grow(to: max(8, count * 2)) }
        let known = max(time, recordedAt)
        occurredAt[count] = time
        knownAt[count] = known
        reach[count] = count > 0 ? max(reach[count - 1], known) : known
        event[count] = index
        switch content {
        case .times: break
        case .numbers:
            number[count] = value
            sum[count] = (count > 0 ? sum[count - 1] : 0) + value
        case .codes: code[count] = valueCode
        }
        count += 1
        if countsCodes { linkCodes(from: count - 1) }
        if countsDays { countDays(from: count - 1) }
    }

    /// Appends an event of another series with the same content.
    mutating func append(_ index: Int, of other: EventSeries) {
        append(
            occurredAt: other.occurredAt[index], recordedAt: other.knownAt[index], event: other.event[index],
            number: content == .numbers ? other.number[index] : 0,
            code: content == .codes ? other.code[index] : 0)
    }

    /// Forgets all events and keeps the storage.
    mutating func removeAll() { remove(from: 0) }

    /// Forgets the events from an index of the fold on, in O(log n + events forgotten).
    mutating func removeAll(from index: Int) {
        remove(from: firstIndex { event[$0] >= index })
    }

    private mutating func remove(from first: Int) {
        if countsCodes {
            for index in stride(from: count - 1, through: first, by: -1) {
                latest[Int(code[index])] = previous[index]
            }
        }
        count = first
    }

    /// Fills `previous` from an index on.
    mutating func linkCodes(from first: Int) {
        for index in first..<count {
            let place = Int(code[index])
            if place >= latest.count {
                let missing = max(place + 1 - latest.count, latest.count, 8)
                latest.append(contentsOf: repeatElement(-1, count: missing))
            }
            previous[index] = latest[place]
            latest[place] = Int32(index)
        }
    }

    /// Fills `dayCount` from an index on.
    mutating func countDays(from first: Int) {
        var days: Int32 = first > 0 ? dayCount[first - 1] : 0
        var latest = first > 0 ? Instant(microseconds: occurredAt[first - 1]).dayNumber : Int.min
        for index in first..<count {
            let day = Instant(microseconds: occurredAt[index]).dayNumber
            if day != latest { days += 1 }
            latest = day
            dayCount[index] = days
        }
    }

    /// Makes room for that many events.
    mutating func grow(to capacity: Int) {
        let missing = capacity - occurredAt.count
        guard missing > 0 else { return }
        occurredAt.append(contentsOf: repeatElement(0, count: missing))
        knownAt.append(contentsOf: repeatElement(0, count: missing))
        reach.append(contentsOf: repeatElement(0, count: missing))
        event.append(contentsOf: repeatElement(0, count: missing))
        switch content {
        case .times: break
        case .numbers:
            number.append(contentsOf: repeatElement(0, count: missing))
            sum.append(contentsOf: repeatElement(0, count: missing))
        case .codes: code.append(contentsOf: repeatElement(0, count: missing))
        }
        if countsCodes { previous.append(contentsOf: repeatElement(-1, count: missing)) }
        if countsDays { dayCount.append(contentsOf: repeatElement(0, count: missing)) }
    }

    /// The index of the first event of which a condition that stays true holds, in O(log n).
    func firstIndex(where condition: (Int) -> Bool) -> Int { (0..<count).partitioningIndex(where: condition) }
}
