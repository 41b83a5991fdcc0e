import Evaluation
import Testing

@testable import Reports

/// No text of a drawing is cut off: a count without its last digits is another count.
@Suite("Texts of charts") struct ChartTextTests {
    /// The texts of a page's drawings that reach beyond their drawing.
    private static func cut(_ page: String) throws -> [String] {
        let number = /-?[0-9.]+/
        var cut: [String] = []
        for drawing in page.matches(of: /<svg[^>]*viewBox="([^"]*)"[^>]*>(.*?)<\/svg>/.dotMatchesNewlines()) {
            let box = drawing.1.matches(of: number).compactMap { Double($0.0) }
            try #require(box.count == 4)
            let texts = drawing.2.matches(of: /<text class="([^"]*)" (x|transform)="([^"]*)"[^>]*>([^<]*)</)
            #expect(!texts.isEmpty)
            for text in texts {
                let told = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
                    .reduce(String(text.4)) { $0.replacing($1.key, with: $1.value) }
                let width = TextWidth.of(told, size: 13)
                let places = text.3.matches(of: number).compactMap { Double($0.0) }
                let styles = text.1.split(separator: " ")
                // One that is turned stands on its middle, from the foot to the top.
                let isTurned = text.2 == "transform"
                let at = isTurned ? places[1] : places[0]
                let start =
                    styles.contains("end") ? at - width : styles.contains("middle") ? at - width / 2 : at
                let (least, length) = isTurned ? (box[1], box[3]) : (box[0], box[2])
                if start < least || start + width > least + length { cut.append(told) }
            }
        }
        return cut
    }

    @Test("the widths are those that a browser measures in DejaVu Sans")
    func widths() {
        // Measured by canvas in 100 px.
        #expect(abs(TextWidth.of("0.66 (0.64 to 0.67), n 23,570", size: 100) - 1_450.39) < 1)
        #expect(abs(TextWidth.of("Will a <customer> buy & again?", size: 100) - 1_633.01) < 5)
        #expect(TextWidth.of("日本", size: 100) >= 200)
        #expect(TextWidth.shortened("abc", to: 1_000) == "abc")
        let cut = TextWidth.shortened(String(repeating: "wide ", count: 400), to: 300)
        #expect(cut.hasSuffix("…") && TextWidth.of(cut) <= 300 && TextWidth.of(cut) > 270)
    }

    @Test(
        "names and figures of any length end within the drawing", arguments: [0, 1, 4, 12, 40])
    func rows(_ length: Int) throws {
        let name = String(repeating: "wow ", count: length) + "n"
        let figure = "0.66 (0.64 to 0.67), n 23,570" + String(repeating: ",000", count: length)
        let rows = RowChart(
            name: "rows", title: "t", description: "d",
            entries: [
                .init(name: name, value: 1, lower: -1, upper: 2, text: figure),
                .init(name: "b", value: nil, lower: nil, upper: nil, text: "nobody"),
            ], label: name)
        let drawn = rows.markup().rendered
        #expect(try Self.cut(drawn) == [])
        #expect(drawn.contains(">\(figure)<"), "the figure is whole")
        let effects = EffectChart(
            name: "effects", title: "t", description: "d", rows: [name, "b"],
            columns: [name, name, name], effects: [[0.5, nil, -1], [0, 1, 0.25]])
        #expect(try Self.cut(effects.markup().rendered) == [])
        let heat = HeatMap(
            name: "heat", title: "t", description: "d", rows: [name], columns: [name], values: [[1]])
        #expect(try Self.cut(heat.markup().rendered) == [])
        let shares = HeatChart(
            name: "shares", title: "t", description: "d", rows: [name], columns: [name], shares: [[0.5]])
        #expect(try Self.cut(shares.markup().rendered) == [])
        let series = SeriesChart(
            name: "series", title: "t", description: "d", places: [name, name],
            series: [.init(name: name, values: [1, 2], intervals: [nil, nil])], placesLabel: name, label: name
        )
        #expect(try Self.cut(series.markup().rendered) == [])
    }

    @Test("the charts of whole pages end within their drawings")
    func pages() throws {
        #expect(try Self.cut(HTMLReport(SampleContent.full(count: 400)).render()) == [])
        #expect(try Self.cut(PersonaPage(PersonaPageTests.full).render()) == [])
    }
}
