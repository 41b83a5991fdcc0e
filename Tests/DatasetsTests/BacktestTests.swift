import Datasets
import Features
import TestKit
import Testing

struct BacktestTests {
    static func slices(calibrate: Bool = false, locked: Bool = false) throws -> SliceDefinition {
        SliceDefinition(
            train: try PlanningTests.days("2024-01-01", "2024-03-31"),
            calibrate: calibrate ? try PlanningTests.days("2024-04-01", "2024-04-14") : nil,
            test: try PlanningTests.days("2024-05-01", "2024-06-30"),
            locked: locked ? try PlanningTests.days("2024-07-01", "2024-07-31") : nil)
    }

    @Test func foldsEndWithTheTestSliceAndFollowOneAnother() throws {
        let folds = try BacktestDefinition(folds: 3, every: .days(10)).slices(
            Self.slices(), reach: .days(30), isCalibrated: false)
        #expect(
            folds.map {
                "\($0.train.from) \($0.train.to) \($0.test?.from.description ?? "") \($0.test?.to.description ?? "")"
            }
                == [
                    "2024-01-01 2024-05-31 2024-06-01 2024-06-10",
                    "2024-01-01 2024-06-10 2024-06-11 2024-06-20",
                    "2024-01-01 2024-06-20 2024-06-21 2024-06-30",
                ])
        let rolling = try BacktestDefinition(folds: 1, every: .days(10), train: .days(20)).slices(
            Self.slices(), reach: .days(30), isCalibrated: false)
        // Twenty days whose labels are complete: the thirty before the test are purged.
        #expect(rolling[0].train.from.description == "2024-05-02")
    }

    /// The calibration span is as long as the slice, and complete before the test; training ends before it.
    @Test func calibrationIsCompleteBeforeTheTest() throws {
        let fold = try #require(
            try BacktestDefinition(folds: 1, every: .days(10)).slices(
                Self.slices(calibrate: true), reach: .days(30), isCalibrated: true
            ).first)
        #expect(fold.calibrate.map { "\($0.from) \($0.to)" } == "2024-05-08 2024-05-21")
        #expect(fold.train.to.description == "2024-05-07")
    }

    @Test(arguments: [
        ("every", BacktestDefinition(folds: 2, every: TimeSpan(microseconds: 1))),
        ("folds", BacktestDefinition(folds: 0, every: .days(7))),
        ("folds", BacktestDefinition(folds: 60, every: .days(7))),
        ("train", BacktestDefinition(folds: 2, every: .days(7), train: .days(0))),
    ])
    func contradictionsNameTheirPlace(_ key: String, _ definition: BacktestDefinition) {
        let error = #expect(throws: DatasetError.self) {
            _ = try definition.slices(Self.slices(), reach: .days(30), isCalibrated: false)
        }
        #expect(error?.keyPath == ["backtest", key])
    }

    @Test func nobodyTestsWhatIsLocked() throws {
        let definition = BacktestDefinition(folds: 1, every: .days(7), to: try CalendarDay("2024-07-05"))
        let error = #expect(throws: DatasetError.self) {
            _ = try definition.slices(Self.slices(locked: true), reach: .days(30), isCalibrated: false)
        }
        #expect(error?.keyPath == ["backtest", "to"])
        #expect(
            try definition.slices(Self.slices(), reach: .days(30), isCalibrated: false).first?.test?.to
                .description == "2024-07-05")
    }

    /// In no fold of any random world is a label of a train case unknown when the test span begins.
    @Test(arguments: UInt64(0)..<15)
    func noFoldLooksAhead(_ seed: UInt64) throws {
        var world = try SliceLawTests.World(seed: seed)
        let (plan, planner, embargo) = try world.plan()
        let slices = SliceDefinition(
            train: try PlanningTests.days("2024-01-01", "2024-05-15"),
            calibrate: try PlanningTests.days("2024-05-16", "2024-06-10"),
            test: try PlanningTests.days("2024-08-01", "2024-11-20"), embargo: embargo)
        let folds = try BacktestDefinition(folds: 3, every: .days(21)).slices(
            slices, reach: planner.labelReach, isCalibrated: true)
        for fold in folds {
            let cut = try planner.replacing(fold).sliced(plan.answers, log: world.log)
            let start = try Instant("\(try #require(fold.test).from)T00:00:00Z")
            for early in [SliceName.train, .calibrate] {
                #expect(cut.cases(in: early).allSatisfy { $0.labelEnd + embargo <= start })
            }
            #expect(cut.total(of: .calibrate).purged == 0, "the span is placed so that none has to be")
        }
    }

    /// The same story, lived nine hours earlier by the world's clock, gives the same plan by the clock of Tokyo.
    @Test func refitKnowsTheDayOfItsZone() throws {
        let shift = TimeSpan(microseconds: 9 * 3_600_000_000)
        func recent(
            _ zone: String, earlier: TimeSpan
        ) throws -> (cases: [Case], counts: [CasePlan.Count], newer: [CasePlan.Count]) {
            var events: [Event] = []
            for customer in 0..<40 {
                for month in 1...12 where (customer + month) % 3 > 0 {
                    var event = try PlanningTests.event(
                        "c\(customer)", "2024-\(month < 10 ? "0" : "")\(month)-\(10 + customer % 18)")
                    event.occurredAt = event.occurredAt - earlier
                    event.recordedAt = event.recordedAt - earlier
                    events.append(event)
                }
            }
            let planner = try Self.monthly(zone: zone)
            let own = try planner.plan(EventLog(events))
            let plan = try #require(try planner.recent(own, log: EventLog(events)))
            let cases = plan.cases.map { item in
                var item = item
                item.cutoff = item.cutoff + earlier
                item.labelStart = item.labelStart + earlier
                item.labelEnd = item.labelEnd + earlier
                return item
            }
            return (cases, own.counts, plan.counts)
        }
        let utc = try recent("UTC", earlier: .days(0))
        #expect(utc.cases.contains { $0.slice == .calibrate && $0.cutoff.dateText == "2024-11-01" })
        #expect(utc.counts.map(\.month).contains("2024-04"))
        let tokyo = try recent("Asia/Tokyo", earlier: shift)
        #expect(tokyo == utc)
    }

    @Test func refitMovesTowardsThePresent() throws {
        var events: [Event] = []
        for customer in 0..<40 {
            for month in 1...12 where (customer + month) % 3 > 0 {
                let text = month < 10 ? "0\(month)" : "\(month)"
                events.append(try PlanningTests.event("c\(customer)", "2024-\(text)-\(10 + customer % 18)"))
            }
        }
        let log = EventLog(events)
        func recent(locked: SliceDefinition.Days?) throws -> CasePlan? {
            let planner = try Self.monthly(
                test: try PlanningTests.days("2024-06-01", "2024-06-30"), locked: locked)
            return try planner.recent(try planner.plan(log), log: log)
        }
        func months(_ plan: CasePlan?, _ slice: SliceName) -> [String] {
            Set((plan?.cases(in: slice) ?? []).map { String($0.cutoff.dateText.dropLast(3)) }).sorted()
        }
        // The data end in December, so the last complete label is November's.
        let free = try recent(locked: nil)
        #expect(months(free, .calibrate) == ["2024-11"])
        #expect(months(free, .train) == ["2024-08", "2024-09", "2024-10"])
        let locked = try recent(locked: try PlanningTests.days("2024-09-01", "2024-12-31"))
        #expect(months(locked, .calibrate) == ["2024-08"])
        #expect(months(locked, .train) == ["2024-05", "2024-06", "2024-07"])
        #expect(
            try recent(locked: try PlanningTests.days("2024-07-01", "2024-12-31")).map { months($0, .train) }
                == ["2024-03", "2024-04", "2024-05"])
    }

    /// Asks at the beginnings of months in 2024 who buys within four weeks; trains on the first ones.
    private static func monthly(
        zone: String = "UTC", test: SliceDefinition.Days? = nil, locked: SliceDefinition.Days? = nil
    ) throws -> CasePlanner {
        try CasePlanner(
            unit: "customer",
            label: LabelDefinition(
                name: "buys", outcome: LabelDefinition.Outcome(kind: "purchase"), window: .days(28)),
            cutoffs: CutoffSchedule(
                calendar: CutoffSchedule.Calendar(
                    from: try CalendarDay("2024-02-01"), to: try CalendarDay("2024-12-01"), every: .month)
            ),
            eligible: nil,
            slices: SliceDefinition(
                train: try PlanningTests.days("2024-02-01", "2024-04-01"),
                calibrate: try PlanningTests.days("2024-05-01", "2024-05-01"),
                test: test, locked: locked), zone: zone)
    }
}
