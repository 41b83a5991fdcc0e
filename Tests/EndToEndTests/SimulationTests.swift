import FoundationEssentials
import TestKit
import Testing

/// From a scenario to a trained model, on files that the program made itself.
@Suite struct SimulationTests {
    private static let scenario = """
        version: 1
        name: tiny
        from: 2023-01-01
        to: 2024-03-31
        company: {leads: 1200, interactions: 6, group: {field: age_group, value: old, other: young, share: 0.3}}
        """

    private func leadline(_ arguments: String..., in folder: String) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(arguments, in: folder)
    }

    @Test func aSimulationTrainsAsItIs() throws {
        let directory = TemporaryDirectory()
        let path = directory.path
        try Data(Self.scenario.utf8).write(to: URL(filePath: path + "/scenario.yaml"))
        let simulated = try leadline("simulate", "scenario.yaml", "-o", "firm", in: path)
        #expect(simulated.status == 0, "\(simulated.errors)")
        #expect(simulated.output.contains("1,200 leads"))
        // 2 is a warning; the audit may have some.
        for (verb, allowed) in [("check", [0]), ("audit", [0, 2]), ("train", [0])] as [(String, [Int32])] {
            let outcome = try leadline(verb, "firm/pipeline.yaml", in: path)
            #expect(allowed.contains(outcome.status), "\(verb): \(outcome.output)\n\(outcome.errors)")
        }
        let features = try leadline("features", "firm/pipeline.yaml", "-o", "frame.csv", in: path)
        #expect(features.status == 0, "\(features.errors)")
        let table = try leadline("audit", "firm/prepared.yaml", in: path)
        #expect([0, 2].contains(table.status), "\(table.output)\n\(table.errors)")
    }

    /// The ids that the check goes by come from the log on disk.
    @Test func rowsEnteredAfterTheOutcomeAreNamedByTheirNumbers() throws {
        let directory = TemporaryDirectory()
        let path = directory.path
        let leaks =
            "leaks: [{kind: backfilledValue, strength: 1}, {kind: outcomeCausedActivity, strength: 1}]"
        let scenario =
            Self.scenario.replacing("leads: 1200", with: "leads: 3000, accounts: 1500") + "\n" + leaks
        try Data(scenario.utf8).write(to: URL(filePath: path + "/scenario.yaml"))
        let simulated = try leadline("simulate", "scenario.yaml", "-o", "firm", in: path)
        #expect(simulated.status == 0, "\(simulated.errors)")
        let audited = try leadline("audit", "firm/pipeline.yaml", "--json", in: path)
        #expect(audited.status == 1)
        for (check, field) in [
            ("backfill", "budget-confirmed"), ("outcomeCausedActivity", "workspace-opened"),
        ] {
            let findings = audited.output.split(separator: "{").filter {
                $0.contains("\"check\":\"\(check)\"")
            }
            #expect(findings.contains { $0.contains("\"field\":\"\(field)\"") }, "\(audited.output)")
        }
    }

    @Test func aFolderIsNeverWrittenOver() throws {
        let directory = TemporaryDirectory()
        let path = directory.path
        let example = try leadline("simulate", "--example", in: path)
        #expect(example.status == 0)
        let small = example.output.replacing("leads: 6000", with: "leads: 50")
        try Data(small.utf8).write(to: URL(filePath: path + "/scenario.yaml"))
        #expect(try leadline("simulate", "scenario.yaml", "-o", "firm", in: path).status == 0)
        let again = try leadline("simulate", "scenario.yaml", "-o", "firm", in: path)
        #expect(again.status == 3)
        #expect(again.errors.contains("remedy:"))
        let nowhere = try leadline("simulate", "scenario.yaml", in: path)
        #expect(nowhere.status == 3 && nowhere.errors.contains("-o DIR"))
    }
}
