import Features
import Foundation
import Testing

@testable import Datasets

struct PlanningTests {
    static func day(_ text: String) throws -> CalendarDay { try CalendarDay(text) }

    static func days(_ from: String, _ to: String) throws -> SliceDefinition.Days {
        SliceDefinition.Days(from: try day(from), to: try day(to))
    }

    static func event(
        _ id: String, _ date: String, kind: String = "purchase", recorded: String? = nil,
        attributes: [String: AttributeValue] = [:]
    ) throws -> Event {
        Event(
            id: "\(id)-\(date)-\(kind)", source: "s", kind: kind,
            subject: EntityKey(namespace: "customer", id: id),
            occurredAt: try Instant(date + "T12:00:00Z"),
            recordedAt: try Instant((recorded ?? date) + "T12:00:00Z"),
            attributes: attributes)
    }

    static func planner(
        window: TimeSpan = .days(30), train: (String, String) = ("2024-02-01", "2024-03-01"),
        test: (String, String) = ("2024-05-01", "2024-05-01"), embargo: TimeSpan? = nil,
        disjoint: Disjointness? = nil,
        eligible: Eligibility? = Eligibility(has: ["purchase"])
    ) throws -> CasePlanner {
        try CasePlanner(
            unit: "customer",
            label: LabelDefinition(
                name: "buys", outcome: LabelDefinition.Outcome(kind: "purchase"), window: window),
            cutoffs: CutoffSchedule(
                calendar: CutoffSchedule.Calendar(
                    from: day("2024-02-01"), to: day("2024-07-01"), every: .month)),
            eligible: eligible,
            slices: SliceDefinition(
                train: days(train.0, train.1), test: days(test.0, test.1), embargo: embargo,
                disjoint: disjoint),
            zone: "UTC")
    }

    // a buys in January, mid-February and mid-May; b in January, mid-March and July; c in April, recorded in June.
    static func log() throws -> EventLog {
        EventLog([
            try event("a", "2024-01-10"), try event("a", "2024-02-15"), try event("a", "2024-05-15"),
            try event("b", "2024-01-20"), try event("b", "2024-03-15"), try event("b", "2024-07-10"),
            try event("c", "2024-04-10", recorded: "2024-06-10"),
        ])
    }

    @Test(arguments: [
        ("month", ["2024-01-31", "2024-02-29", "2024-03-31"]), ("week", ["2024-01-31", "2024-02-07"]),
        ("2w", ["2024-01-31", "2024-02-14"]), ("14d", ["2024-01-31", "2024-02-14"]),
        ("day", ["2024-01-31", "2024-02-01"]), ("7d", ["2024-01-31", "2024-02-07"]),
    ])
    func aCalendarStepsByMonthsOrDays(_ text: String, _ days: [String]) throws {
        let json = #"{"from": "2024-01-31", "to": "2024-04-01", "every": "\#(text)"}"#
        let calendar = try JSONDecoder().decode(CutoffSchedule.Calendar.self, from: Data(json.utf8))
        #expect(calendar.days.prefix(days.count).map(\.description) == days)
        let again = try JSONEncoder().encode(calendar)
        #expect(try JSONDecoder().decode(CutoffSchedule.Calendar.self, from: again) == calendar)
        // Steps that have a name keep it, whichever way they were written.
        let isNamed = String(decoding: again, as: UTF8.self).contains("week")
        #expect(isNamed == (calendar.every == .week))
    }

    @Test(arguments: ["0d", "-7d", "36h", "fortnight", "14", ""])
    func whatIsNoStepOfWholeDaysIsRefused(_ text: String) throws {
        let json = Data(#"{"from": "2024-01-31", "to": "2024-04-01", "every": "\#(text)"}"#.utf8)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(CutoffSchedule.Calendar.self, from: json)
        }
        #expect("\(String(describing: error))".contains("14d, 2w"))
    }

    /// What is asked by itself is answered as the plan has it, and who is not eligible any more is not asked.
    @Test func whatIsAskedByItselfIsAnsweredAsPlanned() throws {
        let planner = try Self.planner(
            eligible: Eligibility(has: ["purchase"], without: ["complaint"]))
        let log = EventLog(
            try Self.log().events + [try Self.event("a", "2024-03-10", kind: "complaint")])
        let planned = try planner.answers(log).cases
        let asked = planner.cases(
            of: planned.reversed().map { (entity: $0.entity, cutoff: $0.cutoff) }, in: log)
        #expect(asked.reversed() == planned.map(Optional.some))
        let entity = EntityKey(namespace: "customer", id: "a")
        #expect(planned.contains { $0.entity == entity })
        for date in ["2024-04-01", "2024-05-01", "2024-01-01"] {
            let cutoff = try Instant(date: date)
            #expect(planner.cases(of: [(entity: entity, cutoff: cutoff)], in: log) == [nil], "\(date)")
        }
    }

    @Test func casesByHand() throws {
        let plan = try Self.planner().plan(Self.log())
        let texts = plan.cases.map {
            "\($0.cutoff.dateText) \($0.entity.id) \($0.label.rawValue) \($0.slice?.rawValue ?? "-")"
        }
        #expect(
            texts == [
                "2024-02-01 a positive train", "2024-02-01 b negative train", "2024-03-01 a negative train",
                "2024-03-01 b positive train", "2024-04-01 a negative -", "2024-04-01 b negative -",
                "2024-05-01 a positive test", "2024-05-01 b negative test", "2024-06-01 a negative -",
                "2024-06-01 b negative -", "2024-07-01 a immature -", "2024-07-01 b immature -",
                "2024-07-01 c immature -",
            ])
        let train = plan.total(of: .train)
        #expect((train.rows, train.positives, train.negatives, train.purged) == (4, 2, 2, 0))
        #expect(plan.counts.map(\.month).first == "2024-02")
    }

    @Test func theWindowIncludesItsStartAndExcludesItsEnd() throws {
        let start = try Instant("2024-02-01T00:00:00Z")
        func label(at time: Instant) throws -> Case.Label? {
            let events = try Self.log().events
            let first = Event(
                id: "1", source: "s", kind: "purchase", subject: EntityKey(namespace: "customer", id: "w"),
                occurredAt: start - .days(1), recordedAt: start - .days(1))
            var second = first
            second.id = "2"
            second.occurredAt = time
            second.recordedAt = time
            let plan = try Self.planner().plan(EventLog(events + [first, second]))
            return plan.cases.first { $0.entity.id == "w" && $0.cutoff == start }?.label
        }
        #expect(try label(at: start) == .positive)
        #expect(try label(at: start + .days(30)) == .negative)
        #expect(try label(at: start + .days(30) - TimeSpan(microseconds: 1)) == .positive)
    }

    @Test func labelsThatReachIntoTheNextSliceArePurged() throws {
        let log = try Self.log()
        // 1 March + 30 days is 31 March: an embargo of 32 days reaches 2 May.
        let plan = try Self.planner(embargo: .days(32)).plan(log)
        #expect(plan.total(of: .train).purged == 2)
        #expect(plan.total(of: .train).rows == 2)
        let kept = try Self.planner(embargo: .days(32)).plan(log, keepingOverlaps: true)
        #expect(kept.total(of: .train).rows == 4)
        #expect(throws: DatasetError.self) { try Self.planner(window: .days(100)).plan(log) }
    }

    @Test func anchoredCutoffsFollowTheirEvent() throws {
        func lead(_ id: String, _ date: String, _ kind: String) throws -> Event {
            try Self.event(id, date, kind: kind)
        }
        let log = EventLog([
            try lead("a", "2024-01-01", "created"), try lead("a", "2024-02-01", "won"),
            try lead("b", "2024-01-02", "created"),
            try lead("c", "2024-01-03", "created"), try lead("c", "2024-01-05", "won"),
            try lead("d", "2024-01-04", "created"), try lead("d", "2024-01-06", "lost"),
            try lead("e", "2024-03-01", "created"), try lead("e", "2024-03-20", "won"),
            try lead("f", "2024-03-02", "created"), try lead("f", "2024-08-02", "other"),
        ])
        let planner = try CasePlanner(
            unit: "customer",
            label: LabelDefinition(
                name: "won", outcome: LabelDefinition.Outcome(kind: "won"), window: .days(90), from: .anchor),
            cutoffs: CutoffSchedule(anchored: CutoffSchedule.Anchor(kind: "created", after: .days(7))),
            eligible: Eligibility(has: ["created"], without: ["lost"]),
            slices: SliceDefinition(
                train: try Self.days("2024-01-01", "2024-01-31"),
                test: try Self.days("2024-03-01", "2024-03-31")),
            zone: "UTC")
        let plan = try planner.plan(log, keepingOverlaps: true)
        #expect(
            plan.cases.map { "\($0.entity.id) \($0.cutoff) \($0.label.rawValue)" } == [
                "a 2024-01-08T12:00:00Z positive", "b 2024-01-09T12:00:00Z negative",
                "c 2024-01-10T12:00:00Z excluded", "e 2024-03-08T12:00:00Z positive",
                "f 2024-03-09T12:00:00Z negative",
            ])
    }

    @Test(arguments: [
        ("window", ["label", "window"]), ("order", ["slices", "test", "from"]),
        ("embargo", ["slices", "embargo"]),
    ])
    func contradictionsNameTheirPlace(_ fault: String, _ keyPath: [String]) {
        let error = #expect(throws: DatasetError.self) {
            switch fault {
            case "window": _ = try Self.planner(window: .days(0))
            case "order": _ = try Self.planner(test: ("2024-03-01", "2024-03-01"))
            default: _ = try Self.planner(embargo: .days(-1))
            }
        }
        #expect(error?.keyPath == keyPath)
    }

    @Test func aSliceWithoutPositivesIsRefused() throws {
        let log = EventLog([try Self.event("a", "2024-01-10"), try Self.event("a", "2024-07-10")])
        let error = #expect(throws: DatasetError.self) { try Self.planner().plan(log) }
        #expect(error?.what.contains("no positives") == true)
        #expect(error?.keyPath == ["slices", "train"])
    }

    @Test func daysBeginInTheirZone() throws {
        let planner = try CasePlanner(
            unit: "customer",
            label: LabelDefinition(
                name: "x", outcome: LabelDefinition.Outcome(kind: "purchase"), window: .days(30)),
            cutoffs: CutoffSchedule(
                calendar: CutoffSchedule.Calendar(
                    from: try Self.day("2024-02-01"), to: try Self.day("2024-05-01"), every: .month)),
            eligible: nil,
            slices: SliceDefinition(
                train: try Self.days("2024-02-01", "2024-03-01"),
                test: try Self.days("2024-05-01", "2024-05-01")),
            zone: "America/New_York")
        let cutoffs = Set(try planner.plan(Self.log()).cases.map(\.cutoff.description)).sorted()
        #expect(
            cutoffs == [
                "2024-02-01T05:00:00Z", "2024-03-01T05:00:00Z", "2024-04-01T04:00:00Z",
                "2024-05-01T04:00:00Z",
            ])
    }
}
