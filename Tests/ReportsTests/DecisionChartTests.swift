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

    @Test func aLineEndsWhereItLeavesTheDrawingAndComesBack() {
        let line = [(x: 0.0, y: 1.0), (x: 1.0, y: 0.5), (x: 2.0, y: -0.5), (x: 3.0, y: 2.0)]
        let runs = DecisionChart.runs(line, above: 0)
        #expect(runs.map { $0.map(\.x) } == [[0, 1, 1.5], [2.2, 3]])
        #expect(runs.map { $0.map(\.y) } == [[1, 0.5, 0], [0, 2]])
        // One that begins below comes in where it rises; one that only touches the edge stays whole.
        #expect(
            DecisionChart.runs([(x: 0, y: -1), (x: 1, y: 1)], above: 0).map { $0.map(\.x) } == [[0.5, 1]])
        let touching = [(x: 0.0, y: 1.0), (x: 1.0, y: 0.0), (x: 2.0, y: 1.0)]
        #expect(DecisionChart.runs(touching, above: 0).map { $0.map(\.x) } == [[0, 1, 2]])
        #expect(DecisionChart.runs([(x: 0, y: -1), (x: 1, y: -2)], above: 0).isEmpty)
    }

    @Test func theOtherModelIsNotClipped() throws {
        let better = points.map { point in
            var other = point
            other.netBenefit *= 3
            return other
        }
        let drawing = DecisionChart(points: points, baseline: (name: "the other", points: better)).markup()
            .rendered
        // Where the line of the other model lies, from the top down: no two of its points at the same edge.
        let line = try #require(drawing.firstRange(of: "<polyline class=\"baseline\" points=\""))
        let text = drawing[line.upperBound...].prefix { $0 != "\"" }
        let heights = text.split(separator: " ").compactMap { $0.split(separator: ",").last }.prefix(20)
        #expect(heights.count == 20 && Set(heights).count == 20, "\(text)")
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
