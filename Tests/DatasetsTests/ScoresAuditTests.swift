import Datasets
import Testing

/// Scores of other models, honest and not.
struct ScoresAuditTests {
    private func accused(_ lines: [String], header: String = "id,asOf,score,label,outcomeAt") throws
        -> [String]
    {
        let folder = try TemporaryFolder()
        try folder.write(([header] + lines).joined(separator: "\n") + "\n", to: "scores.csv")
        return try ScoresAudit(folder.path + "/scores.csv").run().findings.filter { $0.severity != .pass }.map
        {
            "\($0.severity.rawValue) \($0.check.rawValue) \($0.field ?? "-"): \($0.evidence)"
        }
    }

    /// Six hundred rows whose score says something of the label.
    private func rows(
        score: (Int, Bool, Double) -> Double = { _, _, honest in honest },
        asOf: (Int, Bool) -> String = { row, _ in
            "2024-01-\(row % 28 < 9 ? "0" : "")\(row % 28 + 1)T10:00:00Z"
        }
    ) -> [String] {
        var state: UInt64 = 3
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        return (0..<600).map { row in
            let quality = Double(below(1000)) / 1000
            let label = below(1000) < Int(600 * quality)
            let outcome = label ? "2024-02-15T00:00:00Z" : ""
            return "l\(row),\(asOf(row, label)),\(score(row, label, quality)),\(label),\(outcome)"
        }
    }

    @Test func honestScoresAreNotAccused() throws { #expect(try accused(rows()) == []) }

    @Test func scoresThatAreTheLabelAreRefused() throws {
        let found = try accused(rows(score: { row, label, _ in label ? 0.9 + Double(row % 10) / 100 : 0.1 }))
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("fail scoresKnowLabel score: a bound on the score tells every positive"))
    }

    @Test func scoresThatAreTooGoodAreRefused() throws {
        let found = try accused(
            rows(score: { row, label, honest in row % 20 == 0 ? honest : label ? 2 + honest : honest }))
        #expect(found.count == 1)
        #expect(found[0].contains("fail scoresKnowLabel score: the scores have AUROC 0.9"))
    }

    @Test func scoresFittedToTheseLabelsAreRefused() throws {
        let plain = rows()
        var sums: [Int: (positives: Double, count: Double)] = [:]
        for line in plain {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            let band = Int((Double(cells[2]) ?? 0) * 10)
            let sum = sums[band] ?? (0, 0)
            sums[band] = (sum.positives + (cells[3] == "true" ? 1 : 0), sum.count + 1)
        }
        let found = try accused(
            rows(score: { _, _, honest in
                let sum = sums[Int(honest * 10)] ?? (0, 1)
                return sum.positives / sum.count
            }))
        #expect(found.count == 1)
        #expect(found[0].contains("those rows: they were fitted to these labels"))
    }

    @Test func rowsThatAreMissingRepeatedOrLateAreNamed() throws {
        var lines = rows(asOf: { row, label in
            row < 30 ? "" : label && row % 4 == 0 ? "2024-03-01T00:00:00Z" : "2024-01-10T10:00:00Z"
        })
        lines.append("l599,2024-01-10T10:00:00Z,0.123456,false,")
        lines.append("x,2024-01-10T10:00:00Z,,false,")
        let found = try accused(lines)
        #expect(found.count == 4)
        #expect(found.contains { $0.hasPrefix("fail scoreRows asOf: 30 of the 602 rows have no asOf") })
        #expect(
            found.contains {
                $0.hasPrefix("fail scoreRows id: 1 of the 601 rows repeat an id and its asOf, 1 with")
            })
        #expect(found.contains { $0.hasPrefix("warn scoreRows score: 1 of the 602 rows have no number") })
        #expect(found.contains { $0.contains("positives asOf lies at or after the outcome") })
    }

    @Test func scoresThatFadeAreNamed() throws {
        let found = try accused(
            rows(
                score: { row, label, honest in row < 300 ? (label ? 0.4 : 0) + honest / 2 : honest },
                asOf: { row, _ in row < 300 ? "2024-01-05T10:00:00Z" : "2024-02-05T10:00:00Z" }))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("warn scoresFadeWithTime score: AUROC 0.") == true)
    }

    @Test func aFileWithoutLabelsIsAnError() throws {
        let error = #expect(throws: DatasetError.self) {
            _ = try accused(["l1,0.5"], header: "id,score")
        }
        #expect(error?.what.hasSuffix("the column label is missing; found: id, score") == true)
    }
}
