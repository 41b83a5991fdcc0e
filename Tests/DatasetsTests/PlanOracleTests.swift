import Datasets
import Features
import TestKit
import Testing

@Suite("Planned cases against plain loops on random logs")
struct PlanOracleTests {
    static func answers(_ planner: CasePlanner, _ log: [Event]) throws -> [NaivePlanner.Answer] {
        let log = EventLog(log)
        let cases = try planner.answers(log).cases
        return zip(cases, planner.outcomes(of: cases, in: log)).map { item, outcome in
            NaivePlanner.Answer(
                entity: item.entity, cutoff: item.cutoff, start: item.labelStart,
                answer: item.label.rawValue + (item.reason.map { ": \($0)" } ?? "")
                    + (outcome.map { " at \($0)" } ?? ""))
        }
    }

    /// A log in which the units have events, as planners need.
    static func log(
        _ generator: inout EventLogGenerator,
        from make: (inout EventLogGenerator) -> [Event] = { $0.log() }
    ) -> [Event] {
        while true {
            let log = make(&generator)
            if ["lead", "account"].allSatisfy({ unit in log.contains { $0.subject.namespace == unit } }) {
                return log
            }
        }
    }

    /// Compares what planners answer of a log with their loops, and tells which sorts of answers there were.
    static func compare(
        _ questions: [(CasePlanner, NaivePlanner)], on log: [Event], block: Int
    ) throws -> Set<String> {
        var sorts: Set<String> = []
        for (planner, naive) in questions {
            let planned = try answers(planner, log)
            let expected = naive.cases(log)
            #expect(Set(planned) == expected && planned.count == expected.count, "block \(block)")
            sorts.formUnion(planned.map { String($0.answer.prefix(8)) })
        }
        return sorts
    }

    @Test(
        "1,200 logs, five questions each: labels, cutoffs and exclusions of every sort, late and tied events",
        arguments: 0..<12)
    func cases(block: Int) throws {
        var planners = RandomPlanners(seed: UInt64(block))
        var generator = EventLogGenerator(seed: UInt64(400_000 + block))
        var answers: Set<String> = []
        for _ in 0..<5 {
            let questions = try (0..<5).map { _ in try planners.next() }
            for _ in 0..<20 {
                answers.formUnion(
                    try Self.compare(questions, on: Self.log(&generator), block: block))
            }
        }
        #expect(answers == ["positive", "negative", "immature", "excluded"])
    }

    @Test(
        "What is recorded later takes no question away, adds none and moves none that was asked before",
        arguments: 0..<30)
    func timeTravel(block: Int) throws {
        var planners = RandomPlanners(seed: UInt64(1000 + block))
        var generator = EventLogGenerator(seed: UInt64(500_000 + block))
        for _ in 0..<10 {
            let (planner, naive) = try planners.next()
            let log = Self.log(&generator)
            let time = generator.instant()
            let past = log.filter { $0.recordedAt < time }
            guard past.contains(where: { $0.subject.namespace == naive.unit }) else { continue }
            #expect(
                try Self.asked(planner, past, until: time) == Self.asked(planner, log, until: time),
                "block \(block)")
        }
    }

    /// An earlier anchor that is recorded after its own time has come asks nothing, and leaves the later one's alone.
    @Test func aLateEarlierAnchorChangesNothing() throws {
        let later = try LabelTests.event("created", 48)
        let won = try LabelTests.event("won", 100)
        let end = try LabelTests.event("ping", 40 * 24, of: "z")
        let planner = try LabelTests.planner(LabelTests.label())
        let expected = try Self.answers(planner, [later, won, end])
        #expect(expected.map(\.answer) == ["positive at 2024-01-05T04:00:00Z"])
        for recorded in [24.0, 30, 60, 90, 2000] {
            let earlier = try LabelTests.event("created", 0, recorded: recorded)
            let planned = try Self.answers(planner, [earlier, later, won, end])
            #expect(planned == expected, "recorded at \(recorded)")
        }
        // Recorded in time it is the first, and asks.
        let first = try LabelTests.event("created", 0, recorded: 23)
        #expect(
            try Self.answers(planner, [first, later, won, end]).map(\.cutoff) == [first.occurredAt + .days(1)]
        )
    }

    /// With days beside the anchor, one that is recorded late asks from the day on which it is known.
    @Test func aLateAnchorIsAskedAboutOnDays() throws {
        let cutoffs = CutoffSchedule(
            calendar: CutoffSchedule.Calendar(
                from: try CalendarDay("2024-01-01"), to: try CalendarDay("2024-01-20"), every: .day),
            anchored: CutoffSchedule.Anchor(kind: "created", after: .days(1)))
        let planner = try LabelTests.planner(LabelTests.label(), cutoffs: cutoffs)
        let anchor = try LabelTests.event("created", 0, recorded: 5 * 24)
        let log = [anchor, try LabelTests.event("ping", 40 * 24, of: "z")]
        let days = try Self.answers(planner, log).map(\.cutoff.dateText)
        #expect(days == ["2024-01-07", "2024-01-08", "2024-01-09", "2024-01-10"])
        // Live, the same.
        let live = planner.questions(in: EventLog(log), at: try Instant("2024-01-07T00:00:00Z"))
        #expect(live.map(\.entity.id) == ["a"])
        #expect(planner.questions(in: EventLog(log), at: try Instant("2024-01-06T00:00:00Z")).isEmpty)
    }

    /// Where a label matures, it is final: an older outcome that comes in afterwards excludes nobody.
    @Test func aRipeLabelIsFinal() throws {
        let label = LabelTests.label {
            $0.counts = .first
            $0.maturity = .days(2)
        }
        func answer(recorded: Double) throws -> String {
            try LabelTests.answer([try LabelTests.event("won", -100, recorded: recorded)], label)
        }
        #expect(try answer(recorded: 12 * 24 - 1) == "excluded: an earlier outcome")
        #expect(try answer(recorded: 12 * 24) == "negative")
    }
}

extension PlanOracleTests {
    /// Of the questions due until a time, the entity, cutoff and start, and the rule that excludes it.
    static func asked(
        _ planner: CasePlanner, _ log: [Event], until time: Instant
    ) throws -> [NaivePlanner.Answer] {
        try answers(planner, log).filter { $0.cutoff <= time }.map { answer in
            var answer = answer
            if !answer.answer.hasPrefix("excluded: rule") { answer.answer = "" }
            return answer
        }
    }
}
