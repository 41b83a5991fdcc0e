import Datasets
import Features
import Testing

struct LeakageAuditTests {
    private func failed(_ report: AuditReport) -> [String] {
        report.failures.map { "\($0.check.rawValue) \($0.field ?? "-")" }
    }

    @Test func anHonestPipelinePasses() throws {
        let report = try AuditWorld().audit()
        #expect(failed(report) == [])
        #expect(report.passed)
        let travel = try #require(report.findings.first { $0.check == .timeTravel })
        #expect(travel.severity == .pass)
        #expect(travel.evidence.contains("labels changed"))
        // The gap to a random split needs a training, and four checks are of other models' scores.
        #expect(Set(report.findings.map(\.check)).count == AuditCheck.allCases.count - 5)
    }

    @Test func aFeatureThatPeeksIsCaught() throws {
        let world = try AuditWorld()
        let features = world.features
        let report = try world.audit { log, cases in
            var frame = log.frame(features, of: cases)
            // Planted: the number of all events, whenever they were recorded.
            frame.columns[0].values = .numbers(
                frame.entities.map { Double(log.events(of: $0).count) })
            return frame
        }
        #expect(failed(report) == ["timeTravel frequency"])
        #expect(!report.passed)
    }

    @Test func aFeatureThatPeeksAtLateRecordsIsCaught() throws {
        let world = try AuditWorld()
        let features = world.features
        let report = try world.audit { log, cases in
            var frame = log.frame(features, of: cases)
            // Planted: what occurred before the cutoff, even if it was recorded after it.
            frame.columns[0].values = .numbers(
                zip(frame.entities, frame.cutoffs).map { entity, cutoff in
                    Double(log.events(of: entity).count { $0.occurredAt < cutoff })
                })
            return frame
        }
        #expect(failed(report) == ["timeTravel frequency"])
    }

    @Test func declaredAndUndeclaredFieldsAreRefused() throws {
        var world = try AuditWorld()
        world.sources["purchases"]?.fields["amount"]?.known = .afterOutcome
        #expect(try failed(world.audit()) == ["declaredPostOutcome spent"])
        world.sources = ["purchases": AuditWorld.source(history: .snapshot, known: nil)]
        #expect(try failed(world.audit()) == ["undeclaredKnowledge shop", "undeclaredKnowledge spent"])
    }

    @Test func aStageThatIsOverwrittenIsRefusedWithFigures() throws {
        var world = try AuditWorld()
        // One train cutoff: today's stage tells of one outcome only.
        world.planner = try PlanningTests.planner(
            window: .days(60), train: ("2024-02-01", "2024-02-01"), test: ("2024-06-01", "2024-06-01"))
        let labels = try world.labels()
        try world.addSnapshot("stage", type: .text) { .text(labels[$0] == true ? "won" : "open") }
        let report = try world.audit()
        #expect(failed(report).contains("snapshotOverwritten stage"))
        let finding = try #require(
            report.findings.first { $0.check == .singleFeatureAUROC && $0.field == "stage" })
        #expect(finding.severity == .fail)
        #expect(finding.evidence.contains("alone has AUROC"))
        #expect(finding.evidence.contains("the next best feature is"))
        #expect(finding.events.first?.hasPrefix("entity, asked about at 2024-02-01T00:00:00Z") == true)
        #expect(finding.events.contains { $0.contains("after the cutoff, the outcome") })
        #expect(!finding.events.joined().contains("customer"))
    }

    @Test func absenceThatPredictsIsRefused() throws {
        var world = try AuditWorld()
        let labels = try world.labels()
        try world.addSnapshot("closed", type: .number) { labels[$0] == true ? .number(3) : nil }
        #expect(try failed(world.audit()).contains("predictiveMissingness closed"))
    }

    @Test func aLifetimeCountIsRefused() throws {
        var world = try AuditWorld()
        let log = EventLog(world.events)
        try world.addSnapshot("purchases_total", type: .integer) { .number(Double(log.events(of: $0).count)) }
        let report = try world.audit()
        let finding = try #require(report.failures.first { $0.check == .lifetimeCount })
        #expect(finding.field == "purchases_total")
        #expect(finding.evidence.contains("equals the whole of it in"))
    }

    @Test func aRandomSplitThatLooksBetterIsAWarning() throws {
        let report = try AuditWorld().audit()
        let more = report.adding(.randomSplitGap(random: 0.933, time: 0.745), settings: nil)
        #expect(more.passed && more.warnings.contains { $0.evidence.contains("0.933") })
        #expect(more.findings.count == report.findings.count + 1)
        #expect(AuditFinding.randomSplitGap(random: 0.70, time: 0.69).severity == .pass)
    }

    @Test func overlapsAreRefusedUnlessWaivedWithAReason() throws {
        var world = try AuditWorld()
        world.planner = try PlanningTests.planner(
            window: .days(60), train: ("2024-02-01", "2024-04-01"), test: ("2024-05-01", "2024-05-01"))
        #expect(try failed(world.audit(keepingOverlaps: true)) == ["overlappingLabels -"])
        let waiver = AuditSettings.Waiver(check: .overlappingLabels, reason: "leads come within one month")
        let report = try world.audit(AuditSettings(waivers: [waiver]), keepingOverlaps: true)
        #expect(report.passed)
        #expect(report.findings.contains { $0.waived == "leads come within one month" })
        #expect(try failed(world.audit()) == [])
        #expect(throws: DatasetError.self) {
            try LeakageAudit(
                AuditSettings(waivers: [AuditSettings.Waiver(check: .lifetimeCount, reason: " ")]))
        }
        #expect(throws: DatasetError.self) {
            try LeakageAudit(
                AuditSettings(waivers: [AuditSettings.Waiver(check: .timeTravel, reason: "because")]))
        }
    }
}
