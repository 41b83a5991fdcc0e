import Reports
@testable import Simulation
import Testing

@Suite struct ShapesPageTests {
    private static let shapes = Shapes(
        name: "small",
        tail: [.init(events: 1, leads: 900), .init(events: 2, leads: 300), .init(events: 4, leads: 20)],
        hours: (0..<168).map { $0 % 24 },
        delays: [.init(seconds: 1, events: 80), .init(seconds: 2, events: 20)],
        months: ["2024-01", "2024-02"],
        channels: [.init(name: "web", events: [5, 7]), .init(name: "chat", events: [0, 1])],
        conversions: [
            .init(month: "2024-01", leads: 50, converted: 9, expected: 10, variance: 8),
            .init(month: "2024-02", leads: 40, converted: 11, expected: 8.5, variance: 7),
        ])

    @Test func showsFivePlotsAndNothingFromElsewhere() {
        let page = ShapesPage(Self.shapes).render()
        #expect(page.split(separator: "<svg ").count == 6)
        #expect(!page.contains("<script") && !page.contains("src=") && !page.contains("url("))
        #expect(page.contains("web, 2024-02: 7") && page.contains("Monday, 3 h: 3"))
        #expect(ShapesPage(Self.shapes).render() == page)
    }

    @Test func leavesOutConversionsWhereNothingConverts() {
        var shapes = Self.shapes
        shapes.conversions = []
        #expect(!ShapesPage(shapes).render().contains("conversions"))
    }

    @Test func emptyShapesMakeAPage() {
        let shapes = Shapes(
            name: "none", tail: [], hours: [Int](repeating: 0, count: 168), delays: [], months: [],
            channels: [],
            conversions: [])
        #expect(ShapesPage(shapes).render().split(separator: "<svg ").count == 5)
    }
}
