import FoundationEssentials
import Testing

/// The audit by the command line: of a pipeline, of a plain table and of another model's scores.
@Suite struct AuditTests {
    @Test func auditsAPipelineAndWritesJUnit() throws {
        let shop = try Shop()
        let outcome = try shop.leadline("audit", "pipeline.yaml", "--junit", "out/audit.xml")
        #expect(outcome.status == 0 || outcome.status == 2, "\(outcome.output)")
        let xml = try String(
            decoding: Data(contentsOf: URL(filePath: shop.path + "/out/audit.xml")), as: UTF8.self)
        #expect(xml.contains("<testsuites name=\"shop audit\""))
        #expect(xml.contains("<testcase name=\"timeTravel\" classname=\"audit\"></testcase>"))
        #expect(!xml.contains("<failure"))
    }

    @Test func refusesScoresWithoutTimesAndSaysSoInJUnit() throws {
        let shop = try Shop()
        try shop.write("id,score,label\na,0.9,true\nb,0.8,true\nc,0.1,false\nd,0.2,false\n", to: "theirs.csv")
        let outcome = try shop.leadline("audit", "--scores", "theirs.csv", "--junit", "audit.xml")
        #expect(outcome.status == 1)
        let text = "4 of the 4 rows have no asOf: nobody can say that the score was there before the outcome"
        #expect(outcome.output.contains("fail  scoreRows: \(text)"))
        let message = "\(text); remedy: write as of when each score holds"
        let xml = try String(
            decoding: Data(contentsOf: URL(filePath: shop.path + "/audit.xml")), as: UTF8.self)
        #expect(
            xml == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="theirs.csv audit" tests="4" failures="1" errors="0" skipped="0">
                <testsuite name="audit" tests="4" failures="1" errors="0" skipped="0">
                <testcase name="scoreRows, asOf" classname="audit"><failure message="\(message)">\(message)</failure></testcase>
                <testcase name="scoreRows" classname="audit"></testcase>
                <testcase name="scoresKnowLabel" classname="audit"></testcase>
                <testcase name="scoredAfterOutcome" classname="audit"></testcase>
                </testsuite>
                </testsuites>

                """)
    }

    @Test func auditsATableWithoutAPipelineFile() throws {
        let shop = try Shop()
        var lines = ["created_at,source,visits,days_open,converted"]
        for row in 0..<400 {
            let isWon = (row * 7919) % 101 < 20 + row % 21
            let day = row % 28 + 1
            lines.append(
                "2024-\(row / 40 < 9 ? "0" : "")\(row / 40 + 1)-\(day < 10 ? "0" : "")\(day),"
                    + "\(["a", "b", "c"][row % 3]),\(row % 21),\(isWon ? 3 + row % 5 : 60 + row % 7),\(isWon ? "yes" : "no")"
            )
        }
        try shop.write(lines.joined(separator: "\n") + "\n", to: "leads.csv")
        let refused = try shop.leadline(
            "audit", "--table", "leads.csv", "--label", "converted", "--as-of", "created_at")
        #expect(refused.status == 1)
        #expect(refused.output.contains("order of time: created_at"))
        #expect(refused.output.contains("fail  singleFeatureAUROC: days_open alone has AUROC 1.000"))
        let other = try shop.leadline(
            "audit", "--table", "leads.csv", "--label", "converted", "--leave-out", "days_open", "--as-of",
            "created_at")
        #expect(other.output.contains("left out: days_open (as named)"))
        #expect(!other.output.contains("days_open alone"))
        let unknown = try shop.leadline("audit", "--table", "leads.csv", "--label", "nope")
        #expect(unknown.status == 3)
        #expect(unknown.errors.contains("leads.csv: there is no column nope"))
        #expect(try shop.leadline("audit").status == 3)
    }
}
