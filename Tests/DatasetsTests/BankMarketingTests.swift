import Datasets
import FoundationEssentials
import Testing

/// On real telemarketing calls; skipped where the data do not lie beside the checkout.
struct BankMarketingTests {
    static let folder =
        String(#filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 })
        + "/../shared/data/bank-marketing"

    static var isThere: Bool {
        FileManager.default.fileExists(atPath: folder + "/bank-additional-full.csv.gz")
    }

    static func definition(duration: FieldDefinition.Knowledge) -> TableDefinition {
        let numbers = [
            "age", "campaign", "pdays", "previous", "emp.var.rate", "cons.price.idx", "cons.conf.idx",
            "euribor3m",
            "nr.employed",
        ]
        let texts = [
            "job", "marital", "education", "default", "housing", "loan", "contact", "month", "day_of_week",
            "poutcome",
        ]
        var fields: [String: FieldDefinition] = [:]
        for name in numbers { fields[name] = FieldDefinition(type: .number, purpose: .feature, known: .asOf) }
        for name in texts { fields[name] = FieldDefinition(type: .text, purpose: .feature, known: .asOf) }
        fields["duration"] = FieldDefinition(type: .number, purpose: .feature, known: duration)
        fields["y"] = FieldDefinition(
            type: .text, purpose: .label, allowed: ["yes", "no"], nulls: .refuse, known: .afterOutcome)
        return TableDefinition(
            file: "bank-additional-full.csv.gz", format: SourceFormat(type: .csv, delimiter: ";"),
            label: TableDefinition.Label(field: "y", positive: .text("yes")), fields: fields,
            slices: TableDefinition.Shares(train: 0.7, calibrate: 0, test: 0.3))
    }

    @Test(.enabled(if: isThere, "needs ../shared/data/bank-marketing"))
    func theCallsLengthIsRefusedWithFigures() throws {
        let definition = Self.definition(duration: .asOf)
        let result = try TableImport(definition, directory: Self.folder, zone: "UTC").run()
        let report = try LeakageAudit().run(definition, frame: result.frame)
        #expect(
            report.failures.map { "\($0.check.rawValue) \($0.field ?? "")" } == [
                "singleFeatureAUROC duration"
            ])
        let evidence = try #require(report.failures.first?.evidence)
        #expect(
            evidence.hasPrefix(
                "duration alone has AUROC 0.905 (at least 0.890) on 28831 train rows (bound 0.8: its time is only asserted): 0 positives "
                    + "among the 1362 rows with a value of at most 36.0; the next best feature is month with")
        )
    }

    @Test(.enabled(if: isThere, "needs ../shared/data/bank-marketing"))
    func theCleanFieldsPass() throws {
        let definition = Self.definition(duration: .afterOutcome)
        let result = try TableImport(definition, directory: Self.folder, zone: "UTC").run()
        #expect(result.frame.rowCount == 41_188)
        #expect(result.frame.indices(of: .train).count == 28_831)
        #expect(result.frame.indices(of: .test).count == 12_357)
        #expect(result.frame.labels.count { $0 } == 4_640)
        #expect(result.quarantine.isEmpty)
        let report = try LeakageAudit().run(definition, frame: result.frame)
        #expect(report.passed)
        #expect(report.failures.isEmpty)
    }
}
