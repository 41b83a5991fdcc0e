import Datasets
import Drafting
import TestKit
import Testing

/// One file becomes a plain table.
@Suite struct RowsDraftTests {
    private let folder = TemporaryDirectory()

    private func draft(_ text: String = Samples.rows()) throws -> PipelineDraft {
        try Samples.write(text, to: folder.path + "/leads.csv")
        return try PipelineDraft(
            path: folder.path + "/leads.csv", directory: folder.path, zone: "Europe/Berlin")
    }

    @Test func goldenFile() throws { #expect(try Golden.keeps(draft().yaml, as: "leads.yaml")) }

    @Test func everySectionDecodes() throws {
        let pipeline = try DraftedPipeline(from: draft().yaml)
        let table = try #require(pipeline.table)
        #expect(table.format == SourceFormat(type: .csv, delimiter: ";", header: 1))
        #expect(table.order == .asOf("Created On"))
        #expect(table.label.field == "Converted")
        #expect(table.fields["Created On"]?.pattern == "%d.%m.%Y")
        #expect(Set(table.featureFields.map(\.name)) == ["Lead Source", "Visits", "Minutes", "Region"])
        #expect(table.excludedFields == ["Lead Stage"])
        #expect(table.fields["Closing Date"]?.known == .afterOutcome)
        #expect(table.fields["E-Mail"] == nil)
        #expect(table.fields["Prospect ID"] == nil)
        #expect(pipeline.data["zone"] == "Europe/Berlin")
    }

    @Test func theDraftCanBeRead() throws {
        let table = try #require(DraftedPipeline(from: draft().yaml).table)
        let read = try TableImport(table, directory: folder.path, zone: "Europe/Berlin").run()
        #expect(read.quarantine.isEmpty)
    }

    @Test func commentsHoldNoValues() throws {
        let yaml = try draft().yaml
        for value in ["example.org", "P-1000", "Webinar", "Signed", "Dropped", "Northern"] {
            #expect(!yaml.contains(value), "the draft shows a value")
        }
    }

    @Test func aLongMeasureIsASuspectWithFigures() throws {
        var lines = ["seconds,topic,y"]
        for index in 0..<300 {
            let isWon = index % 3 == 0
            lines.append("\(isWon ? 500 + index : index),\(index % 2 == 0 ? "a" : "b"),\(isWon ? 1 : 0)")
        }
        let yaml = try draft(lines.joined(separator: "\n")).yaml
        #expect(yaml.contains("# suspect: AUROC 1.000 alone (95 %: "))
        let table = try #require(DraftedPipeline(from: yaml).table)
        #expect(table.excludedFields == ["seconds"])
        #expect(table.label.positive == .text("1"))
        #expect(table.order == .rows)
    }

    @Test func rowsWithoutALabelAreLeftOut() throws {
        var lines = ["visits,topic,won"]
        for index in 0..<90 {
            lines.append("\(index % 7),\(index % 2 == 0 ? "a" : "b"),\(["yes", "no", ""][index % 3])")
        }
        let table = try #require(DraftedPipeline(from: draft(lines.joined(separator: "\n")).yaml).table)
        let read = try TableImport(table, directory: folder.path, zone: "UTC").run()
        #expect(read.quarantine.isEmpty)
        #expect(read.manifest.sources[0].counts.accepted == 60)
    }

    @Test func aStageCanBeTheLabel() throws {
        var lines = ["visits,stage"]
        for index in 0..<90 {
            lines.append("\(index % 7),\(["Open", "Closed Won", "Closed Lost"][index % 3])")
        }
        let table = try #require(DraftedPipeline(from: draft(lines.joined(separator: "\n")).yaml).table)
        #expect(table.label == TableDefinition.Label(field: "stage", positive: .text("Closed Won")))
    }

    @Test func theSameDataGiveTheSameText() throws {
        let first = try draft()
        #expect(try draft() == first)
    }

    @Test(arguments: [
        ("a,b\n1,2\n3,4\n5,6\n", "no column looks like a label"),
        ("1,2\n3,4\n", "the first line is no header: its column 1 holds a number"),
        ("a;a\n1;2\n", "columns 1 and 2 of the header have the same name"),
        ("name\nx\n", "no delimiter gives the first lines more than one column"),
        ("", "the file is empty"),
    ])
    func whatCannotBeDraftedSaysWhy(text: String, what: String) throws {
        let error = try #require(throws: DraftError.self) { try draft(text) }
        #expect(error.what.contains(what), "\(error)")
        #expect(!error.remedy.isEmpty)
    }

    @Test func aMissingFileIsNamed() {
        #expect(throws: DraftError.notFound(path: "nowhere.csv")) { try PipelineDraft(path: "nowhere.csv") }
    }
}
