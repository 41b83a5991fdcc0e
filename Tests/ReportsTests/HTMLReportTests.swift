import Evaluation
import Reports
import Testing

@Suite struct HTMLReportTests {
    private let page: String

    init() throws { page = HTMLReport(try SampleContent.full()).render() }

    /// The names of elements in order, closing ones with a slash; a parser of well-formed markup only.
    private func tags() throws -> [String] {
        let body = try #require(page.firstRange(of: "<html")).lowerBound
        var text = page[body...]
        var tags: [String] = []
        while let start = text.firstIndex(of: "<"), let end = text[start...].firstIndex(of: ">") {
            let tag = text[text.index(after: start)..<end]
            if !tag.hasSuffix("/") { tags.append(String(tag.prefix { $0 != " " && $0 != "\n" })) }
            text = text[text.index(after: end)...]
        }
        return tags
    }

    @Test func elementsAreClosedInOrder() throws {
        var open: [String] = []
        for tag in try tags() {
            if tag.hasPrefix("/") {
                #expect(open.popLast() == String(tag.dropFirst()))
            } else {
                open.append(tag)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func nothingHostileComesThrough() {
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;"))
    }

    @Test func nothingIsFetched() {
        for way in ["src=", "@import", "url(", "<link", "<script", "href=\"http"] {
            #expect(!page.contains(way), "\(way)")
        }
    }

    @Test func headingsAreInOrder() throws {
        let levels = try tags().compactMap { tag in
            tag.count == 2 && tag.hasPrefix("h") ? tag.last.flatMap { Int(String($0)) } : nil
        }
        #expect(levels.first == 1)
        #expect(levels.count { $0 == 1 } == 1)
        for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1) }
    }

    @Test func everyTableAndDrawingIsNamed() throws {
        let tags = try tags()
        #expect(tags.count { $0 == "table" } == tags.count { $0 == "caption" })
        #expect(tags.count { $0 == "svg" } == page.ranges(of: "role=\"img\"").count)
        #expect(tags.count { $0 == "svg" } == tags.count { $0 == "desc" })
        #expect(tags.count { $0 == "svg" } == 13)
        #expect(page.contains("<html lang=\"en\">"))
        #expect(page.contains("<th scope=\"col\""))
        #expect(page.contains("<th scope=\"row\""))
    }

    @Test func identifiersAreUnique() {
        let identifiers = page.ranges(of: " id=\"").map { page[$0.upperBound...].prefix { $0 != "\"" } }
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test func theSameContentGivesTheSameBytes() throws {
        #expect(HTMLReport(try SampleContent.full()).render() == page)
    }

    @Test func emptyContentIsAPageToo() {
        let bare = HTMLReport(
            ReportContent(title: "", modelName: "m", version: "1", headline: "", provenance: "unknown")
        ).render()
        #expect(bare.contains("Not decided: the gates were not evaluated."))
        #expect(!bare.contains("<svg"))
    }
}
