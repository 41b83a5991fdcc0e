import Datasets
import Features
import TestKit
import Testing

/// What holds of any plan, on random logs, windows, embargoes and groups.
struct SliceLawTests {
    /// Customers with purchases over a year, some of which move between a dozen accounts.
    struct World {
        var log: EventLog
        var random: SplitMix64

        init(seed: UInt64) throws {
            random = SplitMix64(seed: seed)
            let start = try Instant("2024-01-01T00:00:00Z")
            var events: [Event] = []
            for customer in 0..<60 {
                var account = random.below(12)
                for number in 0..<(1 + random.below(25)) {
                    if random.oneIn(15) { account = random.below(12) }
                    let time = start + TimeSpan(microseconds: Int64(random.below(365 * 24)) * 3_600_000_000)
                    let delay = random.oneIn(4) ? TimeSpan.days(random.below(20)) : .days(0)
                    events.append(
                        Event(
                            id: "\(customer)-\(number)", source: "shop", kind: "purchase",
                            subject: EntityKey(namespace: "customer", id: "c\(customer)"), occurredAt: time,
                            recordedAt: time + delay,
                            attributes: ["account": .link(EntityKey(namespace: "account", id: "\(account)"))])
                    )
                }
            }
            log = EventLog(events)
        }

        /// A plan of monthly or weekly cutoffs; slices may be empty, which is not what the laws are about.
        mutating func plan(
            disjoint: Disjointness? = nil
        ) throws -> (plan: CasePlan, planner: CasePlanner, embargo: TimeSpan) {
            let embargo = TimeSpan.days(random.below(15))
            let slices = SliceDefinition(
                train: try PlanningTests.days("2024-01-01", "2024-05-15"),
                calibrate: try PlanningTests.days("2024-05-16", "2024-07-10"),
                test: try PlanningTests.days("2024-08-01", "2024-09-20"),
                locked: try PlanningTests.days("2024-09-21", "2024-12-31"), embargo: embargo,
                disjoint: disjoint)
            let planner = try CasePlanner(
                unit: "customer",
                label: LabelDefinition(
                    name: "buys", outcome: LabelDefinition.Outcome(kind: "purchase"),
                    window: .days(1 + random.below(50)),
                    maturity: random.oneIn(2) ? .days(random.below(9)) : nil),
                cutoffs: CutoffSchedule(
                    calendar: CutoffSchedule.Calendar(
                        from: try CalendarDay("2024-01-15"), to: try CalendarDay("2024-12-15"),
                        every: random.oneIn(2) ? .week : .month)),
                eligible: nil, slices: slices, zone: "UTC")
            return (planner.sliced(try planner.answers(log), log: log), planner, embargo)
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func noLabelReachesIntoALaterSlice(_ seed: UInt64) throws {
        var world = try World(seed: seed)
        let (plan, _, embargo) = try world.plan()
        for early in SliceName.allCases {
            let ends = plan.cases(in: early).map { $0.labelEnd + embargo }
            for late in SliceName.allCases where late > early {
                guard let first = plan.cases(in: late).map(\.cutoff).min(), let last = ends.max() else {
                    continue
                }
                #expect(last <= first, "\(early) reaches into \(late)")
            }
        }
        // Nothing is lost: every case is counted once.
        let counted = plan.counts.reduce(0) {
            $0 + $1.positives + $1.negatives + $1.immature + $1.excluded + $1.purged + $1.shared
        }
        #expect(counted == plan.cases.count)
        #expect(plan.cases.allSatisfy { $0.label != .negative || $0.labelEnd <= plan.horizon })
        #expect(
            plan.cases.filter { $0.slice != nil }.allSatisfy { [.positive, .negative].contains($0.label) })
    }

    @Test(arguments: UInt64(0)..<40)
    func disjointSlicesShareNobody(_ seed: UInt64) throws {
        for by in ["entity", "account"] {
            var world = try World(seed: seed)
            let (plan, _, _) = try world.plan(disjoint: Disjointness(by: by, seed: seed))
            var homes: [EntityKey: SliceName] = [:]
            for item in plan.cases {
                guard let slice = item.slice else { continue }
                #expect(homes[item.entity, default: slice] == slice)
                homes[item.entity] = slice
                guard by == "account",
                    let group = world.log.table.link("account", of: item.entity, at: item.cutoff)
                else { continue }
                #expect(homes[group, default: slice] == slice)
                homes[group] = slice
            }
        }
    }

    /// Entities with cases everywhere go to the slices by their shares, and none starves.
    @Test func sharesAreMet() throws {
        var events: [Event] = []
        for customer in 0..<3000 {
            for month in ["01", "03", "06", "12"] {
                events.append(try PlanningTests.event("c\(customer)", "2024-\(month)-10"))
            }
        }
        let log = EventLog(events)
        func entities(_ disjoint: Disjointness) throws -> [Set<EntityKey>] {
            let planner = try PlanningTests.planner(disjoint: disjoint)
            let plan = planner.sliced(try planner.answers(log), log: log)
            return [SliceName.train, .test].map { slice in Set(plan.cases(in: slice).map(\.entity)) }
        }
        let even = try entities(Disjointness(by: "entity"))
        #expect(even[0].count + even[1].count == 3000)
        // Four standard deviations of a fair coin are 110.
        #expect(abs(even[0].count - 1500) < 110, "\(even.map(\.count))")
        let declared = try entities(Disjointness(by: "entity", shares: ["train": 3, "test": 1]))
        #expect(abs(declared[0].count - 2250) < 95, "\(declared.map(\.count))")
        // More to train only adds to train: the others stay where they were.
        #expect(declared[0].isSuperset(of: even[0]))
        let other = try entities(Disjointness(by: "entity", seed: 2))
        #expect(other[0] != even[0])
        #expect(try entities(Disjointness(by: "entity")) == even)
    }

    @Test(arguments: UInt64(0)..<10)
    func weightsOfAnEntitySumToOne(_ seed: UInt64) throws {
        var world = try World(seed: seed)
        let rows = try world.plan().plan.cases(in: .train).map(\.entity)
        let schedule = CutoffSchedule(weights: .perEntity)
        let weights = try #require(schedule.weights(of: rows))
        var sums: [EntityKey: Double] = [:]
        for (entity, weight) in zip(rows, weights) { sums[entity, default: 0] += weight }
        #expect(sums.values.allSatisfy { abs($0 - 1) < 1e-12 })
        #expect(CutoffSchedule().weights(of: rows) == nil)
    }
}
