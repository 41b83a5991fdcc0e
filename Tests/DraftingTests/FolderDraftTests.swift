import Datasets
import Drafting
import Features
import TestKit
import Testing

/// A folder becomes sources of events.
@Suite struct FolderDraftTests {
    private let folder = TemporaryDirectory()

    private func draft() throws -> PipelineDraft {
        try Samples.tables(in: folder.path)
        return try PipelineDraft(path: folder.path, directory: folder.path)
    }

    @Test func goldenFolder() throws { #expect(try Golden.keeps(draft().yaml, as: "folder.yaml")) }

    @Test func everySectionDecodes() throws {
        let pipeline = try DraftedPipeline(from: draft().yaml)
        #expect(pipeline.unit == "lead")
        #expect(pipeline.label?.outcome.kind == "lead.converted")
        #expect(pipeline.cutoffs?.anchored?.kind == "lead.created")
        #expect(pipeline.eligible?.without == ["deal.closed", "lead.converted"])
        #expect(Set(pipeline.sources?.keys.map(\.self) ?? []) == ["accounts", "deals", "leads", "visits"])
        let leads = try #require(pipeline.sources?["leads"])
        for name in ["status", "is_hot", "last_updated"] { #expect(leads.fields[name] == nil) }
        #expect(leads.fields["converted_at"]?.known == .afterOutcome)
        #expect(leads.fields["source"]?.known == .atRecord)
        #expect(pipeline.sources?["visits"]?.history == .full)
        let names = try #require(pipeline.features).names
        for name in ["visits", "visits-7", "since-visit", "amount", "industry"] {
            #expect(names.contains(name))
        }
    }

    @Test func theDraftCanBePlanned() throws {
        let pipeline = try DraftedPipeline(from: draft().yaml)
        let sources = try #require(pipeline.sources)
        let imported = try EventImport(sources: sources, directory: folder.path, zone: "UTC").run()
        try imported.check()
        #expect(imported.quarantine.isEmpty)
        let planner = try CasePlanner(
            unit: pipeline.unit, label: #require(pipeline.label), cutoffs: #require(pipeline.cutoffs),
            eligible: pipeline.eligible, slices: #require(pipeline.slices), zone: "UTC")
        let plan = try planner.plan(imported.log)
        for slice in [SliceName.train, .calibrate, .test] { #expect(plan.total(of: slice).positives > 0) }
        let events = sources.values.flatMap(\.events)
        let links = sources.values.flatMap { source in
            source.fields.filter { $0.value.type == .key }.map(\.key)
        }
        try pipeline.features?.check(eventKinds: Set(events.map(\.kind)), links: Set(links))
    }

    @Test func anEndThatMayBeGoodOrBadIsFiltered() throws {
        var deals = ["id,created_at,closed_at,stage,amount"]
        var calls = ["id,deal_id,called_at"]
        for index in 0..<200 {
            let stage = ["Open", "Closed Won", "Closed Lost"][index % 3]
            let end = index % 3 == 0 ? "" : Samples.day(index + 25)
            deals.append("d\(index),\(Samples.day(index)),\(end),\(stage),\(100 + index % 17)")
            calls.append("c\(index),d\(index),\(Samples.day(index + 3))")
        }
        try Samples.write(deals.joined(separator: "\n") + "\n", to: folder.path + "/deals.csv")
        try Samples.write(calls.joined(separator: "\n") + "\n", to: folder.path + "/calls.csv")
        let pipeline = try DraftedPipeline(
            from: PipelineDraft(path: folder.path, directory: folder.path).yaml)
        #expect(pipeline.unit == "deal")
        #expect(pipeline.label?.outcome.kind == "deal.won")
        #expect(pipeline.eligible?.without == ["deal.closed", "deal.won"])
        let source = try #require(pipeline.sources?["deals"])
        #expect(source.events.map(\.kind) == ["deal.created", "deal.closed", "deal.won"])
        #expect(source.events[2].where == ["stage": .text("Closed Won")])
        #expect(source.fields["stage"]?.purpose == .filter)
        let imported = try EventImport(
            sources: try #require(pipeline.sources), directory: folder.path, zone: "UTC"
        ).run()
        try imported.check()
        #expect(imported.log.events.count { $0.kind == "deal.won" } == 67)
    }

    @Test func aSaleCanBeTheOutcome() throws {
        var users = ["user_id,signup_date,plan"]
        var orders = ["order_id,user_id,ordered_at"]
        for index in 0..<120 {
            users.append("u\(index),\(Samples.day(index)),\(index % 2 == 0 ? "a" : "b")")
            if index % 4 == 0 { orders.append("o\(index),u\(index),\(Samples.day(index + 12))") }
        }
        try Samples.write(users.joined(separator: "\n") + "\n", to: folder.path + "/users.csv")
        try Samples.write(orders.joined(separator: "\n") + "\n", to: folder.path + "/orders.csv")
        let pipeline = try DraftedPipeline(
            from: PipelineDraft(path: folder.path, directory: folder.path).yaml)
        #expect(pipeline.unit == "user")
        #expect(pipeline.label?.outcome.kind == "order.ordered")
        #expect(pipeline.features?.names == ["plan"])
        #expect(pipeline.sources?["users"]?.fields["user_id"]?.personal == true)
    }

    @Test func aTableWrittenWithTheOutcomeIsLeftOut() throws {
        let draft = try draft()
        #expect(draft.yaml.contains("# customers.csv"))
        #expect(draft.notes.contains("tables left out: customers"))
        #expect(draft.notes.contains { $0.contains("leads.status") && $0.contains("deals.closed_at") })
    }

    @Test func commentsHoldNoValues() throws {
        let yaml = try draft().yaml
        for value in ["Webinar", "Machinery", "Working", "Dropped", "lead1", "acc1", "Northern"] {
            #expect(!yaml.contains(value), "the draft shows a value")
        }
    }

    @Test func aFolderWithoutTablesIsNamed() {
        #expect(throws: DraftError.noTables(path: folder.path)) { try PipelineDraft(path: folder.path) }
    }

    @Test func tablesWithoutAnOutcomeAreRefused() throws {
        try Samples.write("lead_id,created_at\na,2024-01-01\nb,2024-01-02\n", to: folder.path + "/leads.csv")
        try Samples.write("visit_id,lead_id\nv,a\nw,b\n", to: folder.path + "/visits.csv")
        #expect(throws: DraftError.noUnit(path: folder.path)) { try PipelineDraft(path: folder.path) }
    }
}
