import Features
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

    /// A browser's visits before it was tied to a lead lie under its own key: with a key map they are the lead's from
    /// when the tie was recorded.
    @Test func fragmentsAreJoinedAsTheyBecameKnown() throws {
        let directory = TemporaryDirectory()
        let path = directory.path
        let scenario = Self.scenario.replacing(
            "group: {", with: "identity: {browsers: 2.2, known: 0.7}, faults: {late: 0.1}, group: {")
        try Data(scenario.utf8).write(to: URL(filePath: path + "/scenario.yaml"))
        #expect(try leadline("simulate", "scenario.yaml", "-o", "firm", in: path).status == 0)
        let text = try BuiltProgram.text(path + "/firm/pipeline.yaml")
        let tied = text.replacing("unit: lead\n", with: "unit: lead\nidentity: {links: [lead]}\n")
            .replacing(
                "THEN key END AS email_key FROM input",
                with:
                    "THEN key END AS email_key, CASE WHEN namespace = 'cookie' THEN occurred_at END AS tied_at, "
                    + "CASE WHEN namespace = 'email' THEN occurred_at END AS mailed_at FROM input"
            ).replacing(
                "      - {kind: key.linked, id: id, subject: lead, channel: identity, occurredAt: occurred_at, "
                    + "recordedAt: recorded_at, attributes: [cookie, email_key]}",
                with: """
                          - {kind: cookie.tied, id: id, subject: cookie, channel: identity, occurredAt: tied_at, recordedAt: recorded_at, attributes: [lead]}
                          - {kind: key.linked, id: id, subject: lead, channel: identity, occurredAt: mailed_at, recordedAt: recorded_at, attributes: [email_key]}
                    """
            ).replacing(
                "      email_key: {type: key, namespace: email, purpose: identity, personal: true}\n    events:\n"
                    + "      - {kind: cookie",
                with: """
                          email_key: {type: key, namespace: email, purpose: identity, personal: true}
                          tied_at: {type: instant, purpose: time}
                          mailed_at: {type: instant, purpose: time}
                        events:
                          - {kind: cookie
                    """)
        try Data(tied.utf8).write(to: URL(filePath: path + "/firm/tied.yaml"))
        let apart = try pageViews("firm/pipeline.yaml", in: path)
        let joined = try pageViews("firm/tied.yaml", in: path)
        #expect(joined.count == apart.count && joined.count > 300)

        func rows(_ file: String) throws -> [[String: String]] {
            let lines = try BuiltProgram.text(path + "/firm/" + file).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
        }
        func isKnown(_ row: [String: String?], at cutoff: Instant) throws -> Bool {
            try Instant((row["occurred_at"] ?? "") ?? "") < cutoff
                && Instant((row["recorded_at"] ?? "") ?? "") < cutoff
        }
        let ties = Dictionary(grouping: try rows("identity.csv").filter { $0["namespace"] == "cookie" }) {
            $0["lead"] ?? ""
        }
        var seen: Set<String> = []
        let views = try BuiltProgram.text(path + "/firm/web.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode([String: String?].self, from: Data($0.utf8))
        }.filter { seen.insert(($0["id"] ?? "") ?? "").inserted }
        let viewsOfCookie = Dictionary(grouping: views.filter { $0["lead"] ?? nil == nil }) {
            ($0["cookie"] ?? "") ?? ""
        }
        let viewsOfLead = Dictionary(grouping: views) { ($0["lead"] ?? "") ?? "" }
        var gained = 0
        for (key, count) in joined {
            let parts = key.split(separator: " ").map(String.init)
            let cutoff = try Instant(parts[1])
            var expected = try (viewsOfLead[parts[0]] ?? []).count { try isKnown($0, at: cutoff) }
            let cookies = try (ties[parts[0]] ?? []).filter { try isKnown($0, at: cutoff) }.map {
                $0["key"] ?? ""
            }
            for cookie in Set(cookies) {
                expected += try (viewsOfCookie[cookie] ?? []).count { try isKnown($0, at: cutoff) }
            }
            #expect(count == Double(expected), "\(key)")
            if count > apart[key] ?? 0 { gained += 1 }
        }
        #expect(gained > 30, "\(gained) of \(joined.count) leads gained visits")
        let audited = try leadline("audit", "firm/tied.yaml", "--json", in: path)
        let accused = audited.output.split(separator: "{").filter {
            $0.contains("\"severity\":\"fail\"")
                && ($0.contains("\"field\":\"page-") || $0.contains("\"check\":\"timeTravel\"")
                    || $0.contains("\"check\":\"retroactiveIdentity\""))
        }
        #expect(accused.isEmpty, "\(accused)")
        #expect(audited.output.contains("count from when their links were recorded"), "\(audited.output)")
    }

    /// By lead and cutoff, the views of pages.
    private func pageViews(_ pipeline: String, in path: String) throws -> [String: Double] {
        let written = try leadline("features", pipeline, "-o", "frame.csv", in: path)
        #expect(written.status == 0, "\(written.errors)")
        let lines = try BuiltProgram.text(path + "/frame.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let column = try #require(lines[0].firstIndex(of: "page-views"))
        return Dictionary(
            uniqueKeysWithValues: lines.dropFirst().map { line in
                let cutoff = line[1].replacing(" ", with: "T").replacing("+00", with: "Z")
                return ("\(line[0]) \(cutoff)", Double(line[column]) ?? .nan)
            })
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
