import FoundationEssentials
import TestKit
import Testing

/// Scores of any model, as a user evaluates them.
@Suite struct ScoresFileTests {
    private let directory = TemporaryDirectory()

    private struct Row: Decodable {
        var metric: String
        var group: String
        var value: Double?
        var n: Int
    }
    private struct Document: Decodable {
        struct Baseline: Decodable { var metrics: [Row] }
        var metrics: [Row]
        var baseline: Baseline?
    }

    private func leadline(_ arguments: String...) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(arguments, in: directory.path)
    }

    private func write(_ lines: [String], to file: String) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(
            to: URL(filePath: directory.path + "/" + file))
    }

    /// Each of 60 leads on the last day of January and on the first of February.
    private func rows(_ score: (Int) -> String) -> [String] {
        ["id,asOf,score,label"]
            + (0..<120).map { row in
                let day = row < 60 ? "2024-01-31" : "2024-02-01"
                return "lead\(row % 60),\(day),\(score(row)),\(row * 7 % 10 < 4)"
            }
    }

    private func write() throws {
        try write(rows { "0.\($0 * 7 % 10 < 4 ? 3 : 2)\(10 + $0 * 13 % 83)" }, to: "ours.csv")
        // Other scores in another order of rows.
        let theirs = rows { "\($0 * 11 % 40)" }
        try write([theirs[0]] + theirs.dropFirst().reversed(), to: "theirs.csv")
    }

    @Test func monthsCutoffsAndABaseline() throws {
        try write()
        let run = try leadline(
            "evaluate", "--scores", "ours.csv", "--baseline", "theirs.csv", "--baseline-ranking",
            "--capacity", "10", "--each-cutoff", "--report", "report", "-o", "evaluation.json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("10 wins among the best 10 in the mean of 2 cutoffs, "), "\(run.output)")
        #expect(run.output.contains("than the baseline"))
        let text = try BuiltProgram.text(directory.path + "/evaluation.json")
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        func rows(_ metric: String) -> [Row] { document.metrics.filter { $0.metric == metric } }
        #expect(rows("auroc").map(\.group) == ["overall", "month=2024-01", "month=2024-02"])
        #expect(rows("auroc").map(\.n) == [120, 60, 60])
        #expect(
            rows("wins_at_capacity").map(\.group) == ["overall", "at 2024-01-31", "at 2024-02-01"])
        #expect(rows("wins_at_capacity").map(\.value) == [10, 10, 10])
        #expect(rows("precision_at_capacity").map(\.value) == [1])
        #expect(rows("auroc_difference_to_baseline").count == 1)
        // A gate may compare groups, so the baseline has them.
        let groups = document.baseline?.metrics.filter { $0.metric == "auroc" }.map(\.group)
        #expect(groups == ["overall", "month=2024-01", "month=2024-02"])
        // Points of 0 to 39 are no probabilities.
        #expect(rows("brier_score_difference_to_baseline").isEmpty)
        let page = try BuiltProgram.text(directory.path + "/report/report.html")
        #expect(page.contains("ours.csv") && !page.contains(directory.path))
        #expect(try BuiltProgram.text(directory.path + "/report/card.md").contains("intervals go by id"))
    }

    @Test func whatCannotBeComparedIsRefused() throws {
        try write()
        var other = rows { "\($0 * 11 % 40)" }
        other[5] = other[5].replacing("lead4", with: "lead44")
        try write(other, to: "twice.csv")
        let twice = try leadline("evaluate", "--scores", "ours.csv", "--baseline", "twice.csv")
        #expect(twice.status == 3 && twice.errors.contains("earlier row"), "\(twice.errors)")
        other[5] = other[5].replacing("lead44", with: "nobody")
        try write(other, to: "less.csv")
        let less = try leadline("evaluate", "--scores", "ours.csv", "--baseline", "less.csv")
        #expect(less.status == 3 && less.errors.contains("row 5 of the other file"), "\(less.errors)")
        var turned = rows { "\($0 * 11 % 40)" }
        turned[1] = turned[1].replacing("true", with: "false")
        try write(turned, to: "turned.csv")
        let label = try leadline("evaluate", "--scores", "ours.csv", "--baseline", "turned.csv")
        #expect(label.status == 3 && label.errors.contains("another label"), "\(label.errors)")
        // What scores mean is said, not guessed: points are none of 0 to 1 by chance either.
        let points = try leadline("evaluate", "--scores", "ours.csv", "--baseline", "theirs.csv")
        #expect(points.status == 3 && points.errors.contains("add --baseline-ranking"), "\(points.errors)")
    }

    @Test(arguments: [
        (["--version", "1"], "--version does nothing with --scores"),
        (["--reports", "x"], "--reports does nothing with --scores"),
        (["--each-cutoff"], "--each-cutoff does nothing without --capacity"),
        (["--baseline-ranking"], "--baseline-ranking does nothing without --baseline"),
        (
            ["--ranking", "--baseline", "theirs.csv", "--baseline-ranking"],
            "--baseline-ranking does nothing with --ranking"
        ),
    ])
    func optionsThatDoNothingAreRefused(_ options: [String], _ words: String) throws {
        try write()
        let run = try BuiltProgram.leadline.run(
            ["evaluate", "--scores", "ours.csv"] + options, in: directory.path)
        #expect(run.status == 3 && run.errors.contains(words), "\(run.errors)")
    }

    @Test func aVersionTakesItsOwnOptions() throws {
        let shop = try Shop.promoted()
        let run = try shop.leadline("evaluate", "pipeline.yaml", "-o", "out.json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try BuiltProgram.text(shop.path + "/out.json")
                == BuiltProgram.text(shop.model + "/versions/1/evaluation.json"))
        for option in [
            "--top", "--capacity", "--group", "--cluster", "--resamples", "--baseline", "--report",
        ] {
            let run = try shop.leadline("evaluate", "pipeline.yaml", option, "1")
            #expect(run.status == 3 && run.errors.contains("\(option) does nothing without --scores"))
        }
        let why = try shop.leadline("evaluate", "pipeline.yaml", "--why", "x")
        #expect(why.status == 3 && why.errors.contains("--why does nothing without --locked"))
    }

    @Test func pointsAreTheRuleOfTheTeamAndDecideTheVersion() throws {
        let shop = try Shop()
        try shop.change("evaluation: {top", to: "evaluation: {points: points.yaml, top")
        try shop.write(
            """
            version: 1
            points:
              recency: {from: [[0, 10], [30, 5], [90, 1]]}
              region: {levels: {north: 1}}

            """, to: "points.yaml")
        let run = try shop.leadline("train", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("Beside the team's points"), "\(run.output)")
        let text = try BuiltProgram.text(shop.model + "/versions/1/evaluation.json")
        #expect(text.contains("\"found\":true") && text.contains("\"name\":\"prior\""))
        #expect(text.contains("brier_score_difference_to_prior"))
        // The rule's curve is drawn beside the model's.
        let page = try BuiltProgram.text(shop.model + "/versions/1/report.html")
        #expect(page.contains("beside rule"))
        try shop.write("version: 1\npoints:\n  recency: {from: [[0, 10]]}\n", to: "points.yaml")
        #expect(try shop.leadline("train", "pipeline.yaml").output.contains("shop version 2\n"))
        try shop.write("version: 1\npoints:\n  recency: {from: [[0, .inf]]}\n", to: "points.yaml")
        let endless = try shop.leadline("check", "pipeline.yaml")
        #expect(endless.status == 3 && endless.errors.contains("points.yaml:3"), "\(endless.errors)")
        try shop.write("version: 1\npoints:\n  recency: {from: [[0, 10]]}\n", to: "points.yaml")
        try shop.write(
            BuiltProgram.text(shop.path + "/pipeline.yaml").replacing(
                "rules:\n  recency", with: "rules:\n  points"),
            to: "named.yaml")
        let named = try shop.leadline("check", "named.yaml")
        #expect(named.status == 3 && named.errors.contains("give the rule another name"), "\(named.errors)")
        try shop.write("version: 1\npoints:\n  recensy: {from: [[0, 10]]}\n", to: "points.yaml")
        let wrong = try shop.leadline("check", "pipeline.yaml")
        #expect(wrong.status == 3, "\(wrong.output)")
        #expect(wrong.errors.contains("points.yaml:3") && wrong.errors.contains("recency"), "\(wrong.errors)")
    }

    @Test func precisionAtCapacityOfEachCutoffIsGated() throws {
        let shop = try Shop()
        try shop.change(
            "gates:\n",
            to: """
                gates:
                  - {metric: precision_at_capacity, value_threshold: {lower_bound: 0.05}}
                  - {metric: recall_at_capacity, value_threshold: {lower_bound: 0.01}}

                """)
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let gate = try shop.leadline("gate", "pipeline.yaml")
        #expect(gate.status == 0, "\(gate.output)\(gate.errors)")
        #expect(!gate.output.contains("not computed"), "\(gate.output)")
    }
}
