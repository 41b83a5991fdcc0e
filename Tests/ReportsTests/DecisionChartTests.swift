import Evaluation
import Testing

@testable import Reports

/// The decision curve as it is drawn.
@Suite struct DecisionChartTests {
    /// Worth something up to 30 %, nothing beyond.
    private let points = (1...99).map { percent in
        let threshold = Double(percent) / 100
        let worth = max(0, 0.2 - threshold * 0.6)
        return DecisionPoint(
            threshold: threshold, netBenefit: worth, lower: percent > 50 ? nil : worth - 0.01,
            upper: percent > 50 ? nil : worth + 0.01, treatAll: 0.2 - threshold / (1 - threshold) * 0.8)
    }

    @Test func endsALittleBeyondTheLastThresholdThatIsWorthSomething() {
        let shown = DecisionChart(points: points, baseline: nil).shown
        #expect(shown.first?.threshold == 0.01)
        #expect(shown.last.map { (0.33...0.37).contains($0.threshold) } == true)
    }

    @Test func aLineEndsWhereItLeavesTheDrawing() {
        let line = [(x: 0.0, y: 1.0), (x: 1.0, y: 0.5), (x: 2.0, y: -0.5), (x: 3.0, y: 2.0)]
        let cut = DecisionChart.cut(line, at: 0)
        #expect(cut.map(\.x) == [0, 1, 1.5])
        #expect(cut.map(\.y) == [1, 0.5, 0])
        #expect(DecisionChart.cut([(x: 0, y: -1)], at: 0).isEmpty)
    }

    @Test func saysInWordsWhereTheModelIsWorthMore() {
        let drawing = DecisionChart(
            points: points, baseline: (name: "the other", points: points)
        ).markup().rendered
        #expect(drawing.contains("of the other"))
        // Better than acting on everybody from 2 % on, and than acting on nobody below a third.
        #expect(drawing.contains("worth more than both at 33 of"), "\(drawing.prefix(700))")
        #expect(drawing.contains("act on everybody") && drawing.contains("act on nobody"))
        #expect(drawing.ranges(of: "<polygon class=\"reach\"").count == 1)
    }
}
