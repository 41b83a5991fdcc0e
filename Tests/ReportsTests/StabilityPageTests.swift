import Evaluation
import Testing

@testable import Reports

/// Drift and the coefficients of folds, as people read them.
@Suite struct StabilityPageTests {
    private static let months = ["month=2024-01", "month=2024-02"]

    /// A feature whose rows have all moved, one whose have not, and one with a single bin.
    private static func drifts(_ slice: String, rows: Int = 400) -> [PopulationDrift] {
        func column(_ group: String, _ bin: (Int) -> Int) -> StabilityStudy.Column {
            StabilityStudy.Column(group: group, bins: (0..<2 * rows).map { Int32(bin($0)) }, binCount: 10)
        }
        return StabilityStudy(seed: 1).drifts(
            of: [
                column("feature=steady") { $0 % 10 },
                column("feature=moved") { $0 < rows ? $0 % 10 : $0 % 4 },
                column("feature=constant") { _ in 3 },
                column("score") { $0 % 10 },
            ], referenceRows: rows, clusters: nil, slice: slice)
    }

    private static func content() throws -> ReportContent {
        var content = try SampleContent.full(count: 400)
        let set = try EvaluationSet(
            scores: (0..<300).map { Double($0 % 100) / 100 }, labels: (0..<300).map { $0 % 3 == 0 },
            months: (0..<300).map { $0 < 140 ? "2024-01" : $0 < 290 ? "2024-02" : "2024-04" })
        content.stability = StabilityResult(
            drifts: drifts("test") + months.flatMap { drifts($0, rows: 100) },
            months: MonthlyScores.all(in: set, minimumRows: 50))
        content.rows += content.stability?.rows ?? []
        content.folds = (1...3).map { number in
            ReportFold(
                name: "fold-\(number)", train: "2024-01-01 to 2024-02-01", trainRows: 500,
                test: "2024-03-01 to 2024-03-01", testRows: 200,
                coefficients: [
                    ReportCoefficient(name: "kept", value: 0.5, lower: 0.3, upper: 0.7),
                    ReportCoefficient(
                        name: "turned", value: number == 2 ? -0.4 : 0.4, lower: number == 2 ? -0.5 : 0.3,
                        upper: number == 2 ? -0.3 : 0.5),
                    ReportCoefficient(
                        name: "wavering", value: number == 3 ? -0.01 : 0.02, lower: -0.1, upper: 0.1),
                ])
        }
        return content
    }

    @Test func whatHasDriftedIsSaid() throws {
        let page = HTMLReport(try Self.content()).render()
        #expect(page.contains("1 of the 3 that were tested has drifted: moved."))
        #expect(page.contains("1 could not be tested: constant."))
        for name in [
            "stability-index", "stability-scores", "stability-months", "folds-0", "folds-1", "folds-2",
        ] {
            #expect(page.contains("id=\"\(name)-title\""), "\(name)")
        }
        // Not as a grouping, and not among the metrics of all rows.
        #expect(!page.contains("By feature") && !page.contains("population_stability"))
        #expect(page.contains("2024-01</th>") && page.contains("fold-2</th>"))
        #expect(page.contains("all rows are in one bin"))
        #expect(page.contains("Too small to say: 1 of 3 months."))
    }

    @Test func signsThatChangeAreToldApart() throws {
        let content = try Self.content()
        let all = FoldedCoefficient.all(in: content.folds)
        #expect(all.map(\.name) == ["kept", "turned", "wavering"])
        #expect(all.map(\.changesSign) == [false, true, true])
        #expect(all.map(\.isReversed) == [false, true, false])
        let words = FoldedCoefficient.sentence(all)
        #expect(words.hasPrefix("2 of 3 coefficients change their sign over the 3 folds: turned, wavering."))
        #expect(words.contains("Of turned the intervals of two folds lie on either side of 0"))
        #expect(
            FoldedCoefficient.sentence([all[0]]) == "No coefficient changes its sign over the 3 folds.")
        #expect(FoldedCoefficient.all(in: Array(content.folds.prefix(1))).isEmpty)
    }

    @Test func theCardHasATableOfIt() throws {
        let card = ModelCard(try Self.content()).render()
        #expect(card.contains("### Stability"))
        #expect(card.contains("| moved |") && card.contains("all rows are in one bin"))
        #expect(!card.contains("population\\_stability\\_excess"))
    }

    @Test func nothingIsShownOfNothing() throws {
        var content = try SampleContent.full(count: 400)
        #expect(!HTMLReport(content).render().contains("id=\"stability\""))
        content.stability = StabilityResult(drifts: [], months: [])
        #expect(!HTMLReport(content).render().contains("id=\"stability\""))
        #expect(StabilityText([]).sentence.contains("nothing was tested"))
    }
}
