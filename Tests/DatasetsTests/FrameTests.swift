import Datasets
import Evaluation
import Features
import Testing

struct FrameTests {
    @Test(arguments: ["frame.parquet", "frame.csv"])
    func aFrameIsWrittenAndReadBack(_ name: String) throws {
        let folder = try TemporaryFolder()
        let world = try AuditWorld()
        let log = EventLog(world.events)
        let frame = try TimeSlicedFrame(world.planner.plan(log), log: log, features: world.features)
        let path = folder.path + "/" + name
        try frame.write(to: path)
        let first = try folder.read(name)
        try frame.write(to: path)
        #expect(try folder.read(name) == first)
        #expect(try folder.mode(name) == 0o600)
        let database = try Database(files: [path])
        let read = try database.query("SELECT entity, slice, label, frequency, recency, shop FROM '\(path)'")
        #expect(read.rowCount == frame.rowCount)
        #expect(read["entity"]?.strings == frame.features.entities.map(\.id))
        #expect(read["label"]?.booleans == frame.labels.map { $0 })
        guard case .numbers(let recency)? = frame.features.column("recency")?.values else {
            Issue.record("no recency")
            return
        }
        #expect(read["recency"]?.doubles == recency.map { $0.isNaN ? nil : $0 })
    }

    @Test func theFrameDoesNotDependOnTheOrderOfEvents() throws {
        let world = try AuditWorld()
        let log = EventLog(world.events)
        let plan = try world.planner.plan(log)
        let frame = TimeSlicedFrame(plan, log: log, features: world.features)
        let other = EventLog(world.events.reversed())
        #expect(other == log)
        let again = TimeSlicedFrame(try world.planner.plan(other), log: other, features: world.features)
        #expect(again.table == frame.table)
        #expect(frame.features.entities == plan.cases.filter { $0.slice != nil }.map(\.entity))
    }

    @Test(arguments: ["scores.csv", "scores.parquet"])
    func scoresAreWrittenAndReadBack(_ name: String) throws {
        let folder = try TemporaryFolder()
        let table = ScoreTable(
            ids: ["a", "b"],
            asOf: [Instant(microseconds: 1_700_000_000_000_001), Instant(microseconds: 5_000_000)],
            scores: [0.1 + 0.2, 1e-300], labels: [true, false],
            groups: [Grouping(name: "region", values: ["x", nil])])
        try table.write(to: folder.path + "/" + name)
        #expect(try ScoreTable.read(folder.path + "/" + name) == table)
    }

    @Test func badScoresNameTheLine() throws {
        let folder = try TemporaryFolder()
        func failure(_ text: String) throws -> String {
            try folder.write(text, to: "s.csv")
            let error = #expect(throws: DatasetError.self) { try ScoreTable.read(folder.path + "/s.csv") }
            return error?.what ?? ""
        }
        #expect(
            try failure("id,asOf,score,label\na,2024-01-01,0.5,1\nb,2024-01-01,nan,0\n").contains(
                "line 3: score"))
        #expect(try failure("id,asOf,label\na,2024-01-01,1\n").contains("the column score is missing"))
        #expect(try failure("id,asOf,score,label\na,yesterday,0.5,1\n").contains("line 2: asOf"))
        #expect(try failure("id,asOf,score,label\na,2024-01-01,0.5,maybe\n").contains("line 2: label"))
    }

    @Test func tooManyColumnsAreRefused() throws {
        let folder = try TemporaryFolder()
        let names = (0..<4200).map { "g\($0)" }.joined(separator: ",")
        let row = "a,2024-01-01,0.5,1" + String(repeating: ",x", count: 4200)
        try folder.write("id,asOf,score,label,\(names)\n\(row)\n", to: "scores.csv")
        let error = #expect(throws: DatasetError.self) {
            try ScoreTable.read(folder.path + "/scores.csv", zone: "UTC")
        }
        #expect(error?.what.contains("4200 columns beside") == true)
        let fields = Dictionary(
            uniqueKeysWithValues: (0..<4200).map { ("f\($0)", FieldDefinition(type: .text, purpose: .group)) }
        )
        #expect(throws: DatasetError.self) {
            try Fixtures.source(fields: fields).check(at: ["sources", "s"])
        }
    }

    @Test func aFileOfAnotherEndingIsRefused() throws {
        let table = ScoreTable(ids: ["a"], asOf: [Instant(microseconds: 0)], scores: [1])
        let error = #expect(throws: DatasetError.self) { try table.write(to: "/nowhere/x.feather") }
        #expect(error?.remedy.contains(".parquet") == true)
        #expect(throws: DatasetError.self) { try table.write(to: "/nowhere/x.csv") }
    }
}
