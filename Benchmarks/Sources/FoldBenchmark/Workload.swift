import Features

/// A table of events with a heavy tail of events a lead, made in memory.
struct Workload {
    var events: Int
    var leads: Int
    var cutoffs: Int
    /// The share of events that are recorded hours or days after they occurred.
    var late: Double

    static let start = Instant(year: 2024, month: 1, day: 1)
    static let days = 424
    private static let kinds = [
        "call.made", "chat.message", "email.clicked", "email.opened", "feature.used", "form.submitted",
        "meeting.held", "order.placed", "page.viewed", "quote.sent", "ticket.answered", "ticket.opened",
    ]
    private static let shares = [3.0, 3, 3, 12, 6, 2, 1, 2, 60, 2, 3, 3]
    private static let pages = (0..<16).map { $0 == 2 ? "pricing" : "page-\($0)" }

    /// Cutoffs two weeks apart, the last at the end.
    var times: [Instant] {
        (0..<cutoffs).map { Self.start + .days(Self.days - 14 * (cutoffs - 1 - $0)) }
    }

    func table() -> EventTable {
        var random = Random(state: 1)
        let weights = (0..<leads).map { _ in min(300, 1 / (1 - random.uniform()).squareRoot()) }
        let scale = Double(events) / weights.reduce(0, +)
        var bounds = [0]
        var occurredAt: [Int64] = []
        var recordedAt: [Int64] = []
        var kind: [UInt16] = []
        var channel: [UInt16] = []
        var amount: [Double] = []
        var seconds: [Double] = []
        var page: [Int32] = []
        for weight in weights {
            let expected = weight * scale
            let count = Int(expected) + (random.uniform() < expected - expected.rounded(.down) ? 1 : 0)
            let times = (0..<count).map { _ in
                Self.start.microseconds + Int64(random.uniform() * Double(Self.days) * 86_400_000_000)
            }.sorted()
            for time in times {
                let of = random.pick(Self.shares)
                occurredAt.append(time)
                let isLate = random.uniform() < late
                let delay = isLate ? Int64(random.uniform() * random.uniform() * 10 * 86_400_000_000) : 0
                recordedAt.append(time + delay)
                kind.append(UInt16(of))
                channel.append(UInt16(random.next() % 8))
                amount.append([7, 9].contains(of) ? 10 + random.uniform() * 990 : .nan)
                seconds.append([0, 6, 8].contains(of) ? random.uniform() * 600 : .nan)
                page.append(of == 8 ? Int32(random.next() % 16) : -1)
            }
            bounds.append(occurredAt.count)
        }
        return EventTable(
            entities: (0..<leads).map { EntityKey(namespace: "lead", id: Self.padded($0)) }, bounds: bounds,
            occurredAt: occurredAt, recordedAt: recordedAt, kind: kind, kinds: Self.kinds, channel: channel,
            channels: (0..<8).map { "channel-\($0)" }, source: Array(repeating: 0, count: kind.count),
            sources: ["events"],
            attributes: [
                AttributeColumn(name: "amount", values: .numbers(amount)),
                AttributeColumn(name: "page", values: .texts(page, dictionary: Self.pages)),
                AttributeColumn(name: "seconds", values: .numbers(seconds)),
            ])
    }

    private static func padded(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 8 - String(number).count)) + String(number)
    }

    /// Forty features, all but three over a window: those of the simulator's firehose.
    static func features() throws -> FeatureSet {
        var features: [Feature] = []
        func add(_ name: String, _ definition: FeatureDefinition, days: [Int]) {
            for day in days {
                var definition = definition
                definition.window = .days(day)
                features.append(Feature(name: "\(name)-\(day)", definition: definition))
            }
        }
        add("events", .init(kind: .count), days: [7, 30, 90, 180])
        add("pages", .init(kind: .count, of: "page.viewed"), days: [7, 30, 90, 180])
        add(
            "pricing", .init(kind: .count, of: "page.viewed", where: ["page": .text("pricing")]),
            days: [7, 30, 90])
        add("orders", .init(kind: .count, of: "order.placed"), days: [30, 90, 180])
        add("order-value", .init(kind: .sum, of: "order.placed", attribute: "amount"), days: [30, 90, 180])
        add("quotes", .init(kind: .count, of: "quote.sent"), days: [30, 90])
        add("uses", .init(kind: .count, of: "feature.used"), days: [7, 30, 90])
        add("emails", .init(kind: .count, of: "email.clicked"), days: [30, 90])
        add("chats", .init(kind: .count, of: "chat.message"), days: [30, 90])
        add("tickets", .init(kind: .count, of: "ticket.opened"), days: [30, 90])
        add("page-seconds", .init(kind: .mean, of: "page.viewed", attribute: "seconds"), days: [30, 90])
        add("calls", .init(kind: .sum, of: "call.made", attribute: "seconds"), days: [90])
        add("different-pages", .init(kind: .distinct, of: "page.viewed", attribute: "page"), days: [30, 90])
        add("active-days", .init(kind: .activeDays), days: [30, 90])
        add("largest-order", .init(kind: .maximum, of: "order.placed", attribute: "amount"), days: [180])
        features.append(
            Feature(name: "pace", definition: .init(kind: .ratio, window: .days(14), against: .days(60))))
        features.append(Feature(name: "since-event", definition: .init(kind: .timeSinceLast)))
        features.append(
            Feature(name: "since-order", definition: .init(kind: .timeSinceLast, of: "order.placed")))
        features.append(Feature(name: "since-first", definition: .init(kind: .timeSinceFirst)))
        return try FeatureSet(features)
    }
}

/// The same numbers everywhere (SplitMix64).
struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// In 0..<1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// An index, as likely as its weight.
    mutating func pick(_ weights: [Double]) -> Int {
        var rest = uniform() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }
}
