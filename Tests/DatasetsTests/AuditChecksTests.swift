import Datasets
import Features
import Testing

/// Each check on a log with its leak planted, and on the same log without.
struct AuditChecksTests {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func cleanLeadsAreNotAccused(seed: UInt64) throws {
        var world = LeadWorld(seed: seed)
        world.snapshot("segment", type: .text) { _, world in .text(["a", "b", "c"][world.below(3)]) }
        world.snapshot("budget", type: .number) { lead, world in
            world.below(10) < 3 ? nil : .number(Double(world.below(100)) + 100 * lead.quality)
        }
        let report = try world.audit()
        #expect(report.accused == [])
        #expect(report.findings.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test func aFlagThatALaterEventSetsIsRefused() throws {
        var world = LeadWorld(seed: 5)
        let met = Set(world.events.filter { $0.kind == "meeting" }.map(\.subject))
        world.snapshot("is_sql", type: .text) { lead, _ in .text(met.contains(lead.key) ? "yes" : "no") }
        let report = try world.audit()
        #expect(report.accused == ["fail futureFact is_sql"])
        let found = try report.finding(.futureFact, "is_sql")
        #expect(found.evidence.contains("without a meeting event known at the cutoff"))
        #expect(found.evidence.contains("AUROC 1.000"))
        #expect(found.events.first?.hasPrefix("a lead, asked about at") == true)
    }

    @Test(arguments: [(100, true), (25, true), (0, false)])
    func aCountWithSomeOfTheLaterEventsIsRefused(share: Int, isLeak: Bool) throws {
        var world = LeadWorld(seed: 6)
        let events = world.events.filter { $0.kind == "visit" }
        let visits = Dictionary(grouping: events, by: \.subject)
        world.snapshot("touch_count", type: .integer) { lead, world in
            let cutoff = lead.created + .days(14)
            let counted = (visits[lead.key] ?? []).filter {
                $0.recordedAt < cutoff || world.below(100) < share
            }
            return .number(Double(counted.count))
        }
        #expect(try world.audit().accused == (isLeak ? ["fail lifetimeCount touch_count"] : []))
    }

    @Test(arguments: [(true, ["fail outcomeCausedActivity workspaces"]), (false, [])])
    func eventsThatOnlyTheWonHaveAreRefused(isLeak: Bool, expected: [String]) throws {
        var world = LeadWorld(seed: 7)
        world.define("product", kinds: ["workspace.opened"])
        world.count("workspaces", of: "workspace.opened")
        for lead in world.leads where (isLeak ? lead.wonAt != nil : true) && world.below(10) < 4 {
            world.add(
                "workspace.opened", "product", lead, at: lead.created + world.hours(12 + world.below(13 * 24))
            )
        }
        let report = try world.audit()
        // A source that only the won have, before they are won, is also one whose clock may be wrong.
        #expect(report.accused.filter { !$0.contains("clockSkew") } == expected)
        if isLeak {
            let found = try report.finding(.outcomeCausedActivity, "workspaces")
            #expect(found.evidence.contains("days before the outcome at the median"))
            #expect(found.events.contains { $0.contains("workspace.opened") })
        }
    }

    @Test(arguments: [(true, ["fail retroactiveIdentity visits"]), (false, [])])
    func aPastThatOnlyTheWonHaveIsRefused(isLeak: Bool, expected: [String]) throws {
        var world = LeadWorld(seed: 8)
        for lead in world.leads where (isLeak ? lead.wonAt != nil : true) && world.below(10) < 3 {
            for _ in 0..<3 {
                world.add("visit", "web", lead, at: lead.created + world.hours(-1 - world.below(20 * 24)))
            }
        }
        #expect(try world.audit().accused == expected)
    }

    @Test(arguments: [(true, ["warn backfill notes"]), (false, [])])
    func entriesAfterTheFactAreNamed(isLeak: Bool, expected: [String]) throws {
        var world = LeadWorld(seed: 9)
        world.define("notes", kinds: ["note"])
        world.count("notes", of: "note")
        for lead in world.leads {
            for _ in 0..<(1 + world.below(3)) {
                let time = lead.created + world.hours(1 + world.below(10 * 24))
                let isLate = world.below(100) < (isLeak && lead.wonAt != nil ? 60 : 10)
                world.add(
                    "note", "notes", lead, at: time,
                    recorded: time + (isLate ? .days(20) : world.hours(1)))
            }
        }
        let report = try world.audit()
        #expect(report.accused == expected)
        if isLeak {
            let found = try report.finding(.backfill, "notes")
            #expect(found.evidence.contains("among cases with as many events the odds are"))
        }
    }

    @Test(arguments: [(true, ["fail backfill budgets"]), (false, [])])
    func forgedTimesAreNamedByTheNumbersOfTheRows(isForged: Bool, expected: [String]) throws {
        var world = LeadWorld(seed: 15)
        world.define("notes", kinds: ["budget.confirmed"], id: "id")
        world.count("budgets", of: "budget.confirmed")
        var rows: [(entered: Instant, lead: LeadWorld.Lead, time: Instant)] = []
        for lead in world.leads {
            let time = lead.created + world.hours(1 + world.below(200))
            // Some are entered weeks later, with the time of before: because the deal is won, or by chance.
            let share = !isForged ? 12 : lead.wonAt != nil ? 45 : 0
            rows.append((world.below(100) < share ? time + .days(40) : time, lead, time))
        }
        rows.sort { ($0.entered, $0.lead.key) < ($1.entered, $1.lead.key) }
        for row in rows { world.add("budget.confirmed", "notes", row.lead, at: row.time) }
        let report = try world.audit()
        #expect(report.accused == expected)
        if isForged {
            let found = try report.finding(.backfill, "budgets")
            #expect(
                found.evidence.contains(
                    "by its number was entered more than a day after its time of recording"))
        }
    }

    @Test func aClockThatIsLateIsNamedWithItsOffset() throws {
        var world = LeadWorld(seed: 10)
        world.define("product", kinds: ["login"])
        world.count("logins", of: "login")
        for lead in world.leads {
            guard let wonAt = lead.wonAt else { continue }
            for _ in 0..<3 {
                world.add("login", "product", lead, at: wonAt + world.hours(1 + world.below(48)))
            }
        }
        // Use that follows the sale as it should leaks nothing.
        #expect(try world.audit().accused == [])
        for index in world.events.indices where world.events[index].kind == "login" {
            world.events[index].occurredAt = world.events[index].occurredAt - .days(12)
            world.events[index].recordedAt = world.events[index].recordedAt - .days(12)
        }
        let report = try world.audit()
        let found = try report.finding(.clockSkew, "logins")
        #expect(found.severity == .fail)
        #expect(
            found.evidence.contains("it comes with the outcome; yet its first event lies before the outcome"))
        #expect(found.evidence.contains("11.") && found.evidence.contains(" days at the median"))
    }

    @Test func anImpossibleOrderAndARecordOfTheFutureAreNamed() throws {
        var world = LeadWorld(seed: 11)
        world.define("mail", kinds: ["mail.sent"])
        world.define("answers", kinds: ["mail.replied"])
        for lead in world.leads {
            let time = lead.created + world.hours(1 + world.below(100))
            world.add("mail.sent", "mail", lead, at: time)
            world.add("mail.replied", "answers", lead, at: time + world.hours(2 + world.below(3)))
        }
        world.settings = AuditSettings(orders: [AuditSettings.Order(first: "mail.sent", then: "mail.replied")]
        )
        #expect(try world.audit().accused == [])
        for index in world.events.indices where world.events[index].kind == "mail.replied" {
            world.events[index].occurredAt = world.events[index].occurredAt - world.hours(6)
        }
        let report = try world.audit()
        #expect(report.accused == ["fail clockSkew answers"])
        let found = try report.finding(.clockSkew, "answers")
        #expect(
            found.evidence.contains("comes before mail.sent")
                && found.evidence.contains("hours at the median"))
        for index in world.events.indices where world.events[index].kind == "mail.replied" {
            world.events[index].occurredAt = world.events[index].recordedAt + world.hours(5)
        }
        #expect(try world.audit().accused == ["warn clockSkew answers"])
    }

    @Test func anOrderOfAnUnknownKindIsAnError() throws {
        var world = LeadWorld(seed: 11, leads: 300)
        world.settings = AuditSettings(orders: [AuditSettings.Order(first: "mail.sent", then: "call")])
        let error = #expect(throws: DatasetError.self) { try world.audit() }
        #expect(error?.keyPath == ["audit", "orders", "0", "first"])
        #expect(error?.what == "no source makes events of the kind mail.sent")
    }

    @Test(arguments: [(true, ["warn scoreCausedActivity calls"]), (false, [])])
    func callsThatFollowScoresAreNamed(isFed: Bool, expected: [String]) throws {
        var world = LeadWorld(seed: 12)
        world.define("scores", kinds: ["lead.scored"], fields: ["score"])
        for lead in world.leads {
            let time = lead.created + .days(5)
            world.add("lead.scored", "scores", lead, at: time, attributes: ["score": .number(lead.score)])
            if isFed, lead.score > 0.66, world.below(10) < 8 {
                world.add("call", "crm", lead, at: time + world.hours(1 + world.below(48)))
            }
        }
        world.settings = AuditSettings(
            scoring: AuditSettings.Scoring(kind: "lead.scored", attribute: "score"))
        #expect(try world.audit().accused == expected)
    }

    @Test func aBandFilledInForTheWonIsRefused() throws {
        var world = LeadWorld(seed: 13)
        world.snapshot("budget_band", type: .text) { lead, world in
            lead.wonAt != nil && world.below(10) < 7 ? .text(["low", "high"][world.below(2)]) : nil
        }
        let report = try world.audit()
        #expect(
            report.accused == [
                "fail clockSkew budget_band", "fail singleFeatureAUROC budget_band",
                "fail snapshotOverwritten budget_band", "fail predictiveMissingness budget_band",
            ])
        let found = try report.finding(.predictiveMissingness, "budget_band")
        #expect(found.evidence.contains("0.0 % of the negative train rows have a value of budget_band"))
        #expect(
            try report.finding(.snapshotOverwritten, "budget_band").evidence.contains(
                "with a value of budget_band"))
    }

    @Test func aRatingSetWhenTheDealIsLostIsRefused() throws {
        var world = LeadWorld(seed: 14)
        world.snapshot("rating", type: .text) { lead, world in
            if lead.wonAt != nil, world.below(10) < 4 { return .text("A+") }
            return .text(["A", "B", "C"][world.below(3)])
        }
        #expect(try world.audit().accused == ["fail snapshotOverwritten rating"])
    }
}
