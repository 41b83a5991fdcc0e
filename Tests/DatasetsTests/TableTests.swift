import Datasets
import Features
import Testing

struct TableTests {
    static func definition(known: FieldDefinition.Knowledge? = .asOf) -> TableDefinition {
        TableDefinition(
            file: "table.csv", format: SourceFormat(type: .csv, delimiter: ";"),
            label: TableDefinition.Label(field: "y", positive: .text("yes")),
            fields: [
                "age": FieldDefinition(type: .number, purpose: .feature, known: .asOf),
                "job": FieldDefinition(type: .text, purpose: .feature, known: .asOf),
                "duration": FieldDefinition(type: .number, purpose: .feature, known: known),
                "y": FieldDefinition(
                    type: .text, purpose: .label, allowed: ["yes", "no"], known: .afterOutcome),
                "secret": FieldDefinition(type: .text, purpose: nil),
            ],
            slices: TableDefinition.Shares(train: 0.6, calibrate: 0.1, test: 0.3))
    }

    /// 200 calls: long ones succeed.
    static func folder(bad: String = "") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        var text = "age;job;duration;secret;y\n" + bad
        for row in 0..<200 {
            let duration = (row * 37) % 200
            text +=
                "\(20 + row % 40);\(["clerk", "nurse", ""][row % 3]);\(duration);s;\(duration > 150 ? "yes" : "no")\n"
        }
        try folder.write(text, to: "table.csv")
        return folder
    }

    @Test func rowsBecomeTheSameFrame() throws {
        let folder = try Self.folder()
        let result = try TableImport(Self.definition(), directory: folder.path, zone: "UTC").run()
        let frame = result.frame
        #expect(frame.rowCount == 200)
        #expect(frame.features.columns.map(\.name) == ["age", "duration", "job"])
        #expect(frame.features.entities[0].description == "row:1")
        #expect(frame.features.cutoffs[2] == Instant(microseconds: 3))
        #expect(frame.indices(of: .train).count == 120)
        #expect(frame.indices(of: .calibrate) == Array(120..<140))
        #expect(frame.indices(of: .test).count == 60)
        #expect(frame.labels.count { $0 } == 49)
        #expect(
            frame.features.column("job")?.values
                == .categories((0..<200).map { ["clerk", "nurse", nil][$0 % 3] }))
    }

    @Test func whatIsKnownAfterTheOutcomeIsRefusedOrLeftOut() throws {
        let folder = try Self.folder()
        let declared = Self.definition()
        let frame = try TableImport(declared, directory: folder.path, zone: "UTC").run().frame
        let report = try LeakageAudit().run(declared, frame: frame)
        #expect(report.failures.map(\.field) == ["duration"])
        #expect(report.failures.first?.evidence.contains("rows with a value of at most") == true)
        let excluded = Self.definition(known: .afterOutcome)
        let honest = try TableImport(excluded, directory: folder.path, zone: "UTC").run().frame
        #expect(honest.features.columns.map(\.name) == ["age", "job"])
        let passed = try LeakageAudit().run(excluded, frame: honest)
        #expect(passed.passed)
        #expect(
            passed.findings.contains {
                $0.evidence.contains("left out as declared known: afterOutcome: duration")
            })
        let undeclared = Self.definition(known: nil)
        let refused = try LeakageAudit().run(
            undeclared, frame: TableImport(undeclared, directory: folder.path, zone: "UTC").run().frame)
        #expect(refused.failures.contains { $0.check == .undeclaredKnowledge && $0.field == "duration" })
    }

    @Test func badRowsAreSetAside() throws {
        let folder = try Self.folder(bad: "x;clerk;1;s;no\n")
        let result = try TableImport(Self.definition(), directory: folder.path, zone: "UTC").run()
        #expect(result.quarantine.map { "\($0.row) \($0.field ?? "")" } == ["2 age"])
        #expect(result.frame.rowCount == 200)
    }

    @Test func aConstantLabelIsRefused() throws {
        let folder = try Self.folder()
        var definition = Self.definition()
        definition.label.positive = .text("ja")
        let error = #expect(throws: DatasetError.self) {
            try TableImport(definition, directory: folder.path, zone: "UTC").run()
        }
        #expect(error?.what.contains("all negative") == true)
    }

    @Test func sharesMustSumToOne() throws {
        var definition = Self.definition()
        definition.slices.test = 0.5
        let error = #expect(throws: DatasetError.self) {
            try TableImport(definition, directory: "/", zone: "UTC")
        }
        #expect(error?.keyPath == ["table", "slices"])
    }
}
