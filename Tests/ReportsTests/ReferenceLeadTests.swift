import Evaluation
import Reports
import Testing

/// The lead that others are explained against, in the report.
@Suite struct ReferenceLeadTests {
    @Test func theReportSaysWhatLeadsAreComparedWith() throws {
        var content = try SampleContent.full(count: 300)
        #expect(!HTMLReport(content).render().contains("The reference lead"))
        content.reference = ReportReferenceLead(
            inputs: [
                ReportFact(name: "frequency", value: "has bought 2 times"),
                ReportFact(name: "region", value: SampleContent.hostile),
            ], logit: -1.73464, probability: 0.15)
        let page = HTMLReport(content).render()
        #expect(page.contains("<caption>The reference lead</caption>"))
        #expect(page.contains("has bought 2 times"))
        #expect(page.contains("a probability of 15.0\u{A0}% (logit -1.7346)"))
        #expect(!page.contains("<script"))
    }
}
