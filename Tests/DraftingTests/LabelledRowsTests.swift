import Datasets
import Evaluation
import TestKit
import Testing

@testable import Drafting

/// What one column alone says of the outcome.
@Suite struct LabelledRowsTests {
    private let rows = LabelledRows(labels: (0..<80).map { $0 % 8 == 7 ? nil : $0 % 4 == 0 })

    @Test func bothDirectionsHelp() {
        let up = rows.auroc(.numbers((0..<80).map { $0 % 4 == 0 ? 1 : 0 }))
        let down = rows.auroc(.numbers((0..<80).map { $0 % 4 == 0 ? 0 : 1 }))
        #expect(up?.value == 1)
        #expect(down?.value == 1)
        #expect(up?.lower == down?.lower)
    }

    @Test func manyValuesGainNothing() {
        // Every row has a value of its own: nothing learnt on even rows is met on odd ones.
        let labels = LabelledRows(labels: (0..<80).map { $0 % 4 < 2 })
        #expect(labels.auroc(.texts((0..<80).map { "value \($0)" }))?.value == 0.5)
    }

    @Test func presenceTells() throws {
        let folder = TemporaryDirectory()
        let lines = (0..<80).map { $0 % 4 == 0 ? "3,a" : ",b" }
        try Samples.write("note,topic\n" + lines.joined(separator: "\n"), to: folder.path + "/rows.csv")
        let probe = try TableProbe(path: folder.path + "/rows.csv", name: "rows.csv")
        let column = try #require(probe["note"])
        let check = LeakCheck(rows: LabelledRows(labels: (0..<80).map { $0 % 4 == 0 }))
        let finding = check.finding(column, values: try probe.values(of: column), readsName: true)
        #expect(finding.text == "suspect: filled in 100.0 % of the positives and 0.0 % of the negatives")
    }

    @Test func oneClassSaysNothing() {
        #expect(LabelledRows(labels: [true, true]).auroc(.numbers([1, 2])) == nil)
    }
}
