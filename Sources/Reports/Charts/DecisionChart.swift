import Evaluation

/// What acting by the score is worth at each threshold, beside acting on everybody and on nobody.
///
/// Source: A. J. Vickers, E. B. Elkin, Medical Decision Making 26 (2006) 565-574.
struct DecisionChart {
    /// The model's points, thresholds ascending; not empty.
    let points: [DecisionPoint]
    /// The baseline drawn beside the model, with its name.
    let baseline: (name: String, points: [DecisionPoint])?
    /// What the points are of.
    var name = "model"

    /// What the drawing shows, for everybody.
    static let caption =
        "Decision curve: what acting on every lead at or above a probability is worth to a team to whom that probability is just worth the effort. The shade is the 95 % interval of each threshold by itself."

    /// The points up to a little beyond the last threshold at which a hundredth of the largest net benefit is left: from
    /// there on all lines lie on that of nobody.
    var shown: [DecisionPoint] {
        let all = points + (baseline?.points ?? [])
        let most = all.map(\.netBenefit).max() ?? 0
        let last = all.filter { $0.netBenefit > max(0, most / 100) }.map(\.threshold).max() ?? 0
        let end = min(1, max(0.1, last * 1.1))
        return points.filter { $0.threshold <= end }
    }

    func markup() -> Markup {
        let shown = shown
        let end = shown.last?.threshold ?? 1
        let others = (baseline?.points ?? []).filter { $0.threshold <= end }
        let most =
            (shown.map { max($0.netBenefit, $0.upper ?? $0.netBenefit, $0.treatAll) }
            + others.map(\.netBenefit)).max() ?? 0
        // Acting on everybody falls without end; a quarter of the height is enough to see where it is a loss.
        let floor = -max(most, 1e-6) / 4
        let chart = Chart(
            name: "decision-curve", title: "Decision curve", description: description(shown),
            x: AxisScale(0...end, label: "Act at or above this probability", isPercent: true),
            y: AxisScale(floor...max(most, 1e-6), label: "Net benefit, wins a lead"))
        func draw(_ style: String, _ line: [(x: Double, y: Double)], in svg: inout Markup) {
            for run in Self.runs(line, above: chart.y.lowest) { chart.curve(style, run, in: &svg) }
        }
        return chart.markup { svg in
            for run in Self.bands(shown) { chart.area("reach", run, in: &svg) }
            chart.curve("nobody", [(chart.x.lowest, 0), (chart.x.highest, 0)], in: &svg)
            draw("chance", shown.map { ($0.threshold, $0.treatAll) }, in: &svg)
            draw("baseline", others.map { ($0.threshold, $0.netBenefit) }, in: &svg)
            draw("model", shown.map { ($0.threshold, $0.netBenefit) }, in: &svg)
            chart.key(
                [("model", "\(name.shortened(to: 24)), 95 % interval")]
                    + (baseline.map { [("baseline", $0.name.shortened(to: 28))] } ?? [])
                    + [("chance", "act on everybody"), ("nobody", "act on nobody")],
                at: .topRight, in: &svg)
        }
    }

    private func description(_ shown: [DecisionPoint]) -> String {
        let better = shown.filter { $0.netBenefit > max(0, $0.treatAll) }
        let range =
            better.isEmpty
            ? "It is nowhere worth more than both."
            : "It is worth more than both at \(better.count) of \(shown.count) thresholds, the first "
                + "\(NumberText.percent(better[0].threshold, 0)), the last "
                + "\(NumberText.percent(better[better.count - 1].threshold, 0))."
        return "Net benefit of acting at or above each probability, of \(name)"
            + (baseline.map { ", of \($0.name)" } ?? "")
            + ", of acting on everybody and of acting on nobody, which is 0. " + range
    }

    /// The parts of a line that are not below a level, with the points where it crosses it.
    static func runs(_ line: [(x: Double, y: Double)], above level: Double) -> [[(x: Double, y: Double)]] {
        var runs: [[(x: Double, y: Double)]] = [[]]
        var last: (x: Double, y: Double)?
        for point in line {
            if let last, min(last.y, point.y) < level, max(last.y, point.y) > level {
                let share = (last.y - level) / (last.y - point.y)
                runs[runs.count - 1].append((last.x + share * (point.x - last.x), level))
            }
            if point.y >= level {
                runs[runs.count - 1].append(point)
            } else if !runs[runs.count - 1].isEmpty {
                runs.append([])
            }
            last = point
        }
        return runs.filter { $0.count > 1 }
    }

    /// Neighbouring points with an interval.
    private static func bands(_ points: [DecisionPoint]) -> [[(x: Double, lower: Double, upper: Double)]] {
        var runs: [[(x: Double, lower: Double, upper: Double)]] = [[]]
        for point in points {
            if let lower = point.lower, let upper = point.upper {
                runs[runs.count - 1].append((point.threshold, lower, upper))
            } else if runs[runs.count - 1].isEmpty == false {
                runs.append([])
            }
        }
        return runs.filter { $0.count > 1 }
    }
}
