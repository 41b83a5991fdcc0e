import Testing

@testable import Drafting

/// Names, numbers and scalars as drafts write them.
@Suite struct WordingTests {
    @Test(arguments: [
        ("sales_activities", "sales_activity"), ("leads", "lead"), ("Opportunities", "opportunity"),
        ("status", "status"), ("addresses", "address"), ("boxes", "box"), ("ProspectLists", "prospect_list"),
    ])
    func singulars(name: String, singular: String) { #expect(Name(name).singular == singular) }

    @Test func keysNameTheirEntity() {
        #expect(Name("accountId").keyed == "account")
        #expect(Name("Owner Rep ID").keyed == "owner_rep")
        #expect(Name("id").keyed == nil)
        #expect(Name("paid").keyed == nil)
    }

    @Test(arguments: [
        ("age", "age"), ("y", "\"y\""), ("emp.var.rate", "emp.var.rate"), ("Lead Source", "\"Lead Source\""),
        ("1st", "\"1st\""), ("a\"b\\", "\"a\\\"b\\\\\""), ("", "\"\""), ("Null", "\"Null\""),
    ])
    func scalars(text: String, yaml: String) { #expect(Commented.scalar(text) == yaml) }

    @Test func figures() {
        #expect(
            [7, 999, 1000, 41188, 1_234_567].map(Figures.count) == [
                "7", "999", "1,000", "41,188", "1,234,567",
            ])
        #expect(Figures.percent(1106, of: 5000) == "22.1 %")
        #expect(Figures.percent(0, of: 0) == "0.0 %")
        #expect([0.8184, 1, 0.05, 0].map(Figures.thousandths) == ["0.818", "1.000", "0.050", "0.000"])
    }

    @Test func relativePaths() {
        #expect(RelativePath.from("/a/b", to: "/a/c/d.csv") == "../c/d.csv")
        #expect(RelativePath.from("/a/b/", to: "/a/b/./d.csv") == "d.csv")
        #expect(RelativePath.from(".", to: "x/../d.csv") == "d.csv")
    }

    @Test func aLineBreakDoesNotEndAComment() {
        var text = Commented()
        text.line("key: value", comment: "a\nb: c")
        text.comment("d\r\ne: f")
        #expect(text.text == "key: value  # a b: c\n# d e: f\n")
    }

    @Test func longCommentsWrapAndStandAbove() {
        var text = Commented()
        text.line("key: value", indent: 2, comment: String(repeating: "word ", count: 40))
        #expect(text.lines.count == 3)
        #expect(text.lines.allSatisfy { $0.count <= 110 })
        #expect(text.lines.last == "  key: value")
    }
}
