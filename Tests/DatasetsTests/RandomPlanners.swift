import Datasets
import Features
import TestKit

/// Makes questions of every sort about the logs of `EventLogGenerator`, for a planner and for the loops alike.
struct RandomPlanners {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// The same question twice.
    mutating func next(
        identity: [String] = []
    ) throws -> (planner: CasePlanner, naive: NaivePlanner) {
        let anchored = random.oneIn(3) ? nil : CutoffSchedule.Anchor(kind: kind(), after: hours(1, 240))
        let dates = anchored == nil || random.oneIn(2) ? dates() : []
        let zone = random.pick(["UTC", "UTC", "UTC", "Asia/Tokyo", "Europe/Berlin", "America/New_York"])
        let calendar = try dates.first.map { first in
            CutoffSchedule.Calendar(
                from: try CalendarDay(first), to: try CalendarDay(dates[dates.count - 1]),
                every: try Self.step(dates))
        }
        let unit = random.oneIn(3) ? "account" : "lead"
        let label = label(unit, anchored)
        let eligible = Eligibility(
            has: random.oneIn(3) ? [kind()] : nil, without: random.oneIn(3) ? [kind()] : nil)
        let until = random.oneIn(2) ? nil : "2024-03-\(10 + random.below(20))"
        let planner = try CasePlanner(
            unit: unit, label: label, cutoffs: CutoffSchedule(calendar: calendar, anchored: anchored),
            eligible: eligible,
            slices: SliceDefinition(train: try PlanningTests.days("2024-01-01", "2024-12-31")),
            until: try until.map { try DeclaredHorizon($0) },
            identity: identity.isEmpty ? nil : IdentityDefinition(links: identity), zone: zone)
        let naive = NaivePlanner(
            unit: unit, label: label, anchored: anchored,
            days: try dates.map { try Self.midnight($0, zone) }, eligible: eligible,
            until: try until.map { try Self.midnight(Self.after($0), zone) }, identity: identity)
        return (planner, naive)
    }

    private mutating func label(
        _ unit: String, _ anchored: CutoffSchedule.Anchor?
    ) -> LabelDefinition {
        var label = LabelDefinition(
            name: "label", outcome: LabelDefinition.Outcome(kind: kind(), where: values()),
            window: hours(6, 360))
        if random.oneIn(3) { label.outcome.or = [EventPattern(kind: kind(), where: values())] }
        if let anchored, random.oneIn(2) {
            label.from = .anchor
            // Live, nobody is asked when the window is over.
            label.window = TimeSpan(
                microseconds: label.window.microseconds + anchored.after.microseconds)
        }
        label.counts = random.pick([nil, .any, .first])
        if random.oneIn(2) { label.maturity = hours(0, 200) }
        switch random.below(5) {
        case 0, 1: label.via = random.pick(EventLogGenerator.links)
        case 2: label.members = random.pick(EventLogGenerator.links)
        default: break
        }
        if random.oneIn(2) {
            label.competing = LabelDefinition.Competing(
                events: [EventPattern(kind: kind(), where: values())],
                then: random.pick([nil, .negative, .excluded]))
        }
        label.exclude = (0..<random.below(3)).map { number in
            var rule = LabelDefinition.Exclusion(kind: kind(), where: values(), because: "rule \(number)")
            if random.oneIn(2) {
                rule.within = hours(0, 120)
                if anchored == nil || random.oneIn(2) { rule.after = kind() }
            }
            return rule
        }
        return label
    }

    /// Days of the calendar: each, every seventh, or one of each month.
    private mutating func dates() -> [String] {
        let first = 20 + random.below(9)
        switch random.below(3) {
        case 0: return ["2024-02-\(first)", "2024-03-\(first)"]
        case 1: return (0..<5).map { Self.date($0 * 7, after: first) }
        default: return (0..<8 + random.below(25)).map { Self.date($0, after: first) }
        }
    }

    private static func step(_ dates: [String]) throws -> CutoffSchedule.Calendar.Step {
        let step = try Instant(dates[1] + "T00:00:00Z") - Instant(dates[0] + "T00:00:00Z")
        return step == .days(1) ? .day : step == .days(7) ? .week : .month
    }

    private mutating func values() -> [String: FilterValue]? {
        switch random.below(9) {
        case 0: ["product": .text("a")]
        case 1: ["trial": .flag(true)]
        case 2: ["seats": .number(Double(random.below(2)))]
        case 3: ["account": .text("x")]
        case 4: ["industry": .number(1), "trial": .flag(false)]
        default: nil
        }
    }

    private mutating func kind() -> String { random.pick(EventLogGenerator.kinds) }

    private mutating func hours(_ least: Int, _ most: Int) -> TimeSpan {
        // Half of them on the grid on which the logs' events lie.
        let hours = least + random.below(most - least + 1)
        return TimeSpan(microseconds: Int64(random.oneIn(2) ? max(6, hours / 6 * 6) : hours) * 3_600_000_000)
    }

    /// The day so many days after one of February 2024.
    private static func date(_ days: Int, after first: Int) -> String {
        let day = first + days
        if day <= 29 { return "2024-02-\(day)" }
        if day - 29 <= 31 { return "2024-03-\(padded(day - 29))" }
        return "2024-04-\(padded(day - 60))"
    }

    private static func padded(_ day: Int) -> String { day < 10 ? "0\(day)" : "\(day)" }

    private static func after(_ date: String) -> String {
        date == "2024-03-31" ? "2024-04-01" : date.prefix(8) + padded((Int(date.suffix(2)) ?? 0) + 1)
    }

    /// When a day begins; clocks went forward on 10 March in New York and on 31 March in Berlin, after midnight.
    private static func midnight(_ date: String, _ zone: String) throws -> Instant {
        let hours: Int64 =
            switch zone {
            case "Asia/Tokyo": 9
            case "Europe/Berlin": date <= "2024-03-31" ? 1 : 2
            case "America/New_York": date <= "2024-03-10" ? -5 : -4
            default: 0
            }
        return try Instant(date + "T00:00:00Z") - TimeSpan(microseconds: hours * 3_600_000_000)
    }
}
