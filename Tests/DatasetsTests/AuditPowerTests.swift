import Datasets
import Features
import Testing

/// Leaks that are moderate, or that another check would name wrongly, each beside the honest case that looks most like it.
struct AuditPowerTests {
    @Test(arguments: [(15, ["fail retroactiveIdentity visits"]), (0, [])])
    func aPastThatFewOfTheWonHaveIsRefused(share: Int, expected: [String]) throws {
        var world = LeadWorld(seed: 36, leads: 3000)
        for lead in world.leads where lead.wonAt != nil && world.below(100) < share {
            world.add("visit", "web", lead, at: lead.created + world.hours(-1 - world.below(20 * 24)))
        }
        #expect(try world.audit().accused == expected)
    }

    @Test func aClockThatMakesEverybodyEarlyIsNoIdentity() throws {
        var world = LeadWorld(seed: 37, leads: 2000)
        for index in world.events.indices where world.events[index].kind == "visit" {
            world.events[index].occurredAt = world.events[index].occurredAt - .days(20)
            world.events[index].recordedAt = world.events[index].recordedAt - .days(20)
        }
        world.settings = AuditSettings(orders: [AuditSettings.Order(first: "lead.created", then: "visit")])
        let report = try world.audit()
        #expect(report.accused == ["fail clockSkew web"])
        let found = try report.finding(.clockSkew, "web")
        #expect(found.evidence.contains("the clock of web is late by that or more"))
    }

    @Test(arguments: [(true, ["fail outcomeCausedActivity workspaces"]), (false, [])])
    func eventsOfASourceWithoutTimesOfEntryAreNamedByItsNumbers(isLeak: Bool, expected: [String]) throws {
        var world = LeadWorld(seed: 38)
        world.define("product", kinds: ["workspace.opened"], id: "id")
        world.sources["product"]?.events = [
            EventDefinition(
                kind: "workspace.opened", subject: "lead", id: "id", occurredAt: "occurred",
                recordedAt: "assumed occurredAt + 0d", attributes: [])
        ]
        world.count("workspaces", of: "workspace.opened")
        var rows: [(entered: Instant, lead: LeadWorld.Lead, time: Instant)] = []
        for lead in world.leads {
            let time = lead.created + world.hours(1 + world.below(300))
            if let wonAt = lead.wonAt, isLeak, world.below(100) < 25 {
                rows.append((wonAt + .days(1), lead, time))
            } else if world.below(100) < 60 {
                rows.append((time, lead, time))
            }
        }
        rows.sort { ($0.entered, $0.lead.key) < ($1.entered, $1.lead.key) }
        for row in rows {
            world.add("workspace.opened", "product", row.lead, at: row.time, recorded: row.time)
        }
        // One event stamped years ahead makes none of those after it late.
        world.add(
            "workspace.opened", "product", world.leads[0], at: Instant(year: 2031, month: 1, day: 1),
            recorded: Instant(year: 2031, month: 1, day: 1))
        world.events.swapAt(world.events.count - 1, world.events.count - rows.count / 2)
        for index in world.events.indices { world.events[index].id = "w\(index)" }
        let report = try world.audit()
        #expect(report.accused == expected)
        if isLeak {
            let found = try report.finding(.outcomeCausedActivity, "workspaces")
            #expect(found.evidence.contains("by its number was entered more than a day after"))
            #expect(found.evidence.contains("positives it was entered at or after the outcome"))
        }
    }

    @Test(arguments: [(100, true), (70, true), (0, false)], [SourceDefinition.History.snapshot, .full])
    func aCountOfTouchesOfAllKindsIsRefused(
        plant: (share: Int, isLeak: Bool), history: SourceDefinition.History
    ) throws {
        var world = LeadWorld(seed: 39)
        let touches = world.events.filter { ["visit", "call", "meeting"].contains($0.kind) }
        let own = Dictionary(grouping: touches, by: \.subject)
        world.snapshot("touches", type: .integer) { lead, world in
            let cutoff = lead.created + .days(14)
            // A few touches are of channels that are no sources.
            let others = world.below(2)
            let counted = (own[lead.key] ?? []).count {
                $0.recordedAt < cutoff || world.below(100) < plant.share
            }
            return .number(Double(counted + others))
        }
        // A source that keeps its rows, but only assumes when each was recorded, proves no more than one that does not.
        world.sources["record-touches"]?.history = history
        #expect(try world.audit().accused == (plant.isLeak ? ["fail lifetimeCount touches"] : []))
    }

    @Test func smallCountsBesideAnEndThatAllCasesReachAreHonest() throws {
        var world = LeadWorld(seed: 42)
        world.define("process", kinds: ["step", "ended"])
        for index in 0..<2 {
            world.sources["process"]?.events[index].recordedAt = "assumed occurredAt + 0d"
        }
        world.count("steps", of: "step")
        world.features.append(
            Feature(name: "quiet", definition: FeatureDefinition(kind: .timeSinceLast, of: "step")))
        for lead in world.leads {
            for _ in 0..<world.below(3) {
                let time = lead.created + world.hours(1 + world.below(13 * 24))
                world.add("step", "process", lead, at: time, recorded: time)
            }
            for _ in 0..<(2 + world.below(3)) {
                let time = lead.created + world.hours(15 * 24 + world.below(40 * 24))
                world.add("ended", "process", lead, at: time, recorded: time)
            }
        }
        #expect(try world.audit().accused == [])
    }

    @Test func useThatMostlyBeginsWithTheDealIsHonest() throws {
        var world = LeadWorld(seed: 43)
        world.define("product", kinds: ["session"], fields: ["seconds"])
        world.sources["product"]?.events[0].recordedAt = "assumed occurredAt + 0d"
        world.features.append(
            Feature(
                name: "seconds",
                definition: FeatureDefinition(kind: .sum, of: "session", attribute: "seconds")))
        for lead in world.leads {
            for time in [lead.created + .days(2), lead.wonAt.map { $0 + .days(3) }].compactMap({ $0 })
            where time > lead.created + .days(10) || world.below(100) < 30 {
                world.add(
                    "session", "product", lead, at: time, recorded: time,
                    attributes: ["seconds": .number(Double(1 + world.below(900)))])
            }
        }
        #expect(try world.audit().accused == [])
    }

    @Test func copiesUnderAnotherNameAreFoundThoughSomethingDiffers() throws {
        func audited(copies: Int) throws -> AuditReport {
            var world = LeadWorld(seed: 40, leads: 1500)
            world.define("form", kinds: ["form"], fields: ["minutes"])
            for name in ["sum", "maximum", "mean"] {
                world.features.append(
                    Feature(
                        name: name,
                        definition: FeatureDefinition(
                            kind: FeatureDefinition.Kind(rawValue: name) ?? .sum, of: "form",
                            attribute: "minutes")
                    ))
            }
            world.features.append(
                Feature(name: "since", definition: FeatureDefinition(kind: .timeSinceLast, of: "visit")))
            for lead in world.leads {
                for _ in 0..<2 {
                    world.add(
                        "form", "form", lead, at: lead.created + world.hours(1 + world.below(200)),
                        attributes: ["minutes": .number(Double(world.below(100_000)) / 7)])
                }
            }
            let first = world.leads.filter { $0.created < Instant(year: 2024, month: 6, day: 1) }
            let events = Dictionary(grouping: world.events, by: \.subject)
            for number in 0..<copies {
                let lead = first[number * 7 % first.count]
                let shift = Instant(year: 2024, month: 9, day: 1) - lead.created
                for event in events[lead.key] ?? [] {
                    var copy = event
                    copy.id = "copy-\(number)-\(event.id)"
                    copy.subject = EntityKey(namespace: "lead", id: "copy-\(number)")
                    copy.occurredAt = event.occurredAt + shift
                    copy.recordedAt = event.recordedAt + shift
                    world.events.append(copy)
                }
                // What differs: a call more.
                world.events.append(
                    Event(
                        id: "call-\(number)", source: "crm", kind: "call",
                        subject: EntityKey(namespace: "lead", id: "copy-\(number)"),
                        occurredAt: lead.created + shift + .days(1),
                        recordedAt: lead.created + shift + .days(1)))
            }
            return try world.audit()
        }
        #expect(try audited(copies: 0).accused == [])
        let found = try audited(copies: 60).finding(.duplicatesAcrossSlices, nil)
        #expect(found.severity == .fail)
        #expect(
            found.evidence.contains("have most of what tells rows apart in the 7 features, and the label"))
    }

    @Test func slicesTooCloseAreNamedThoughPurged() throws {
        var world = try AuditWorld()
        world.planner = try PlanningTests.planner(
            window: .days(60), train: ("2024-02-01", "2024-04-01"), test: ("2024-05-01", "2024-05-01"))
        let report = try world.audit()
        #expect(report.passed)
        let found = try report.finding(.overlappingLabels, nil)
        #expect(found.severity == .warn && found.evidence.contains("were left out"))
    }

    @Test func aFieldBetterThanHonestOnesAreIsWorthALook() throws {
        var world = LeadWorld(seed: 41, leads: 2000)
        world.snapshot("grade", type: .text) { lead, world in
            .text(world.below(100) < (lead.wonAt != nil ? 70 : 22) ? "a" : "b")
        }
        world.snapshot("band", type: .text) { lead, world in
            world.below(100) < (lead.wonAt != nil ? 68 : 22) ? .text("x") : nil
        }
        #expect(
            try Set(world.audit().accused) == [
                "warn singleFeatureAUROC grade", "warn singleFeatureAUROC band",
                "warn predictiveMissingness band",
            ])
    }
}
