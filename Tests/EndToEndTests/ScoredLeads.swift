import FoundationEssentials
import TestKit

/// Scores of two models for the same made-up leads, and gates that are held against them by the command line.
struct ScoredLeads {
    let directory = TemporaryDirectory()

    /// What `gate --scores --json` prints.
    struct Verdict: Decodable {
        var result: Result

        struct Result: Decodable {
            var checks: [Check]
            var validation_ok: Bool
            var missing_slices: [String]
            var missing_thresholds: Bool
            var rubber_stamp: Bool
            var inconclusive: Bool
        }
    }

    /// What came of a threshold.
    struct Check: Decodable {
        var name: String
        var metric: String
        var group: String
        var status: String
        var severity: String
        var actual: Double?
        var gate: Int?
    }

    /// A metric row, as `evaluate --scores --json` prints it.
    struct Row: Decodable {
        var metric: String
        var group: String
        var value: Double?
        var lower: Double?
    }

    /// What both models reached.
    struct Evaluation: Decodable {
        var metrics: [Row]
        var baseline: Baseline

        struct Baseline: Decodable { var metrics: [Row] }

        func row(_ metric: String, _ group: String = "overall") -> Row? {
            metrics.first { $0.metric == metric && $0.group == group }
        }
    }

    /// 100 leads of the part `left`, 80 of one whose name has to be escaped, 60 that were all lost, and a `few`.
    static let parts = ["left", "right, 50 %: all", "lost", "few"]

    init() throws {
        try write(Self.scores(skill: 40), to: "new.csv")
        try write(Self.scores(skill: 20), to: "old.csv")
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(filePath: directory.path + "/" + file))
    }

    /// `score` rises with the outcome by as much as `skill` says.
    private static func scores(skill: Int) -> String {
        var lines = ["id,asOf,score,label,part"]
        for row in 0..<260 {
            let part = parts[[0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3][row % 13]]
            let isWon = part != "lost" && row * 7 % 10 < 3
            let score = Double((row * 37) % 100 + (isWon ? skill : 0)) / 200
            lines.append("\(row),2025-01-0\(1 + row % 9)T00:00:00Z,\(score),\(isWon),\"\(part)\"")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Holds the new model's scores against gates, each the entries of a YAML mapping.
    func gate(_ gates: [String], _ options: [String]) throws -> BuiltProgram.Outcome {
        let text = gates.map { "  - {\($0)}\n" }.joined()
        try write("version: 1\nmetrics:\(gates.isEmpty ? " []" : "")\n" + text, to: "gates.yaml")
        return try BuiltProgram.leadline.run(
            ["gate", "--scores", "new.csv", "--gates", "gates.yaml", "--group", "part"] + options,
            in: directory.path)
    }

    func evaluation() throws -> Evaluation {
        let run = try BuiltProgram.leadline.run(
            ["evaluate", "--scores", "new.csv", "--baseline", "old.csv", "--group", "part", "--json"],
            in: directory.path)
        return try JSONDecoder().decode(Evaluation.self, from: Data(run.output.utf8))
    }
}
