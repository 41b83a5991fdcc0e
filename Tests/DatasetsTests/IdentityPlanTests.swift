import Datasets
import Features
import TestKit
import Testing

@Suite("Cases of entities whose keys are found to belong together")
struct IdentityPlanTests {
    private static let identity = IdentityDefinition(links: ["same"])

    @Test(
        "1,200 logs, three questions each: visitors, merged leads and accounts, circles, ties: as plain loops",
        arguments: 0..<12)
    func cases(block: Int) throws {
        var planners = RandomPlanners(seed: UInt64(2000 + block))
        var generator = EventLogGenerator(seed: UInt64(900_000 + block))
        var answers: Set<String> = []
        for _ in 0..<5 {
            let questions = try (0..<3).map { _ in
                try planners.next(identity: EventLogGenerator.identityLinks)
            }
            for _ in 0..<20 {
                answers.formUnion(
                    try PlanOracleTests.compare(questions, on: Self.log(&generator), block: block))
            }
        }
        #expect(answers == ["positive", "negative", "immature", "excluded"])
    }

    private static func log(_ generator: inout EventLogGenerator) -> [Event] {
        PlanOracleTests.log(&generator) { $0.identifying(PlanOracleTests.log(&$0)) }
    }

    @Test("Links that are recorded later take no question away, add none and move none", arguments: 0..<30)
    func timeTravel(block: Int) throws {
        var planners = RandomPlanners(seed: UInt64(3000 + block))
        var generator = EventLogGenerator(seed: UInt64(950_000 + block))
        for _ in 0..<10 {
            let (planner, naive) = try planners.next(identity: EventLogGenerator.identityLinks)
            let log = Self.log(&generator)
            let time = generator.instant()
            let past = log.filter { $0.recordedAt < time }
            guard past.contains(where: { $0.subject.namespace == naive.unit }) else { continue }
            #expect(
                try PlanOracleTests.asked(planner, past, until: time)
                    == PlanOracleTests.asked(planner, log, until: time), "block \(block)")
            #expect(
                planner.questions(in: EventLog(past), at: time).map(\.entity)
                    == planner.questions(in: EventLog(log), at: time).map(\.entity), "block \(block)")
        }
    }

    private static func planner(maturity: TimeSpan? = nil) throws -> CasePlanner {
        let calendar = CutoffSchedule.Calendar(
            from: try CalendarDay("2024-01-03"), to: try CalendarDay("2024-01-05"), every: .day)
        var label = LabelDefinition(
            name: "label", outcome: LabelDefinition.Outcome(kind: "won"), window: .days(5))
        label.maturity = maturity
        return try CasePlanner(
            unit: "lead", label: label, cutoffs: CutoffSchedule(calendar: calendar), eligible: nil,
            slices: SliceDefinition(train: try PlanningTests.days("2024-01-01", "2024-12-31")),
            identity: identity, zone: "UTC")
    }

    private static func event(
        _ id: String, _ kind: String, of subject: String, day: Int, recorded: Int? = nil,
        to target: String? = nil
    ) throws -> Event {
        func key(_ text: String) -> EntityKey {
            let parts = text.split(separator: ":").map(String.init)
            return EntityKey(namespace: parts[0], id: parts[1])
        }
        return Event(
            id: id, source: "crm", kind: kind, subject: key(subject), channel: "",
            occurredAt: Instant(year: 2024, month: 1, day: day),
            recordedAt: Instant(year: 2024, month: 1, day: recorded ?? day),
            attributes: target.map { ["same": .link(key($0))] } ?? [:])
    }

    @Test("A lead that was merged is asked about until that is known, and its outcome is the other's")
    func mergedLeads() throws {
        let log = [
            try Self.event("1", "visit", of: "lead:a", day: 1),
            try Self.event("2", "visit", of: "lead:b", day: 1),
            try Self.event("3", "merged", of: "lead:b", day: 2, recorded: 4, to: "lead:a"),
            try Self.event("4", "won", of: "lead:b", day: 7),
            try Self.event("5", "won", of: "lead:z", day: 31),
        ]
        let cases = try Self.planner().answers(EventLog(log)).cases
        let told = cases.map { "\($0.entity.id) \($0.cutoff.dateText) \($0.label.rawValue)" }
        #expect(
            told == [
                "a 2024-01-03 positive", "b 2024-01-03 positive", "a 2024-01-04 positive",
                "b 2024-01-04 positive", "a 2024-01-05 positive",
            ])
        // Where both stand in a slice, they are in the same.
        let live = try Self.planner().questions(in: EventLog(log), at: Instant(year: 2024, month: 1, day: 5))
        #expect(live.map(\.entity.id) == ["a"])
    }

    @Test(
        "An outcome under a key that is tied to the lead when the label is ripe is the lead's, later it is not"
    )
    func outcomeOfANewKey() throws {
        func label(recorded: Int) throws -> [String] {
            let log = [
                try Self.event("1", "visit", of: "lead:a", day: 1),
                try Self.event("2", "won", of: "customer:c", day: 6),
                try Self.event("3", "tied", of: "customer:c", day: 6, recorded: recorded, to: "lead:a"),
                try Self.event("4", "won", of: "lead:z", day: 31),
            ]
            return try Self.planner(maturity: .days(4)).answers(EventLog(log)).cases.filter {
                $0.entity.id == "a"
            }.map(\.label.rawValue)
        }
        #expect(try label(recorded: 6) == ["positive", "positive", "positive"])
        // Windows end on the 8th, 9th and 10th, labels are ripe four days after.
        #expect(try label(recorded: 12) == ["negative", "positive", "positive"])
        #expect(try label(recorded: 14) == ["negative", "negative", "negative"])
    }
}
