import Evaluation

/// Two versions side by side as one self-contained HTML file: no scripts, nothing fetched, good on paper.
///
/// The same content gives the same bytes.
public struct ComparisonPage {
    let content: ComparisonContent

    /// Creates a page of content.
    public init(_ content: ComparisonContent) { self.content = content }

    /// The left version as shown, such as `shop/3`.
    var left: String { Self.shown(content.left) }
    /// The right version as shown.
    var right: String { Self.shown(content.right) }

    private static func shown(_ name: String) -> String {
        let scheme = "models:/"
        return name.hasPrefix(scheme) ? String(name.dropFirst(scheme.count)) : name
    }

    /// The file's text, UTF-8.
    ///
    /// - Complexity: O(size of the content).
    public func render() -> String {
        Page(
            title: "\(left) beside \(right)",
            header: { header in
                header.element("p", [("class", "over")], text: "comparison")
                header.element("h1", text: "\(left) beside \(right)")
            }, sections: sections
        ).render()
    }

    private var sections: [Page.Section] {
        var sections = [Page.Section(name: "summary", title: "Summary", body: summary)]
        if content.sameRows != nil {
            sections.append(Page.Section(name: "same-rows", title: "On the same rows", body: sameRows))
        }
        return sections + [
            Page.Section(name: "own", title: "Each on its own test slice", body: ownSlices),
            Page.Section(name: "settings", title: "Settings", body: settings),
            Page.Section(name: "data", title: "Data and slices", body: data),
            Page.Section(name: "coefficients", title: "Coefficients", body: coefficients),
        ]
    }

    /// What may be said of the difference, and what both are.
    private func summary(in part: inout Markup) {
        part.element("div", [("class", "verdict open")]) { box in
            for (index, line) in verdict.enumerated() {
                box.element("p", index == 0 ? [("class", "decision")] : [], text: line)
            }
        }
        table("What they are", "Fact", content.facts, in: &part)
    }

    private var verdict: [String] {
        guard let same = content.sameRows else {
            return [
                "No difference is claimed.",
                (content.reason ?? "nobody asked for one").firstCapitalized + ".",
            ]
        }
        let lines = ["wins_at_capacity", "lift_at_top", "auroc"].compactMap { metric -> String? in
            guard
                let pair = same.metrics.first(where: { $0.metric == metric && $0.group == MetricRow.overall }
                ),
                let row = pair.difference, let value = row.value
            else { return nil }
            return sentence(MetricText(metric, plan: same.plan), value, row)
        }
        return lines + [
            "Both are scored on \(NumberText.grouped(same.rows)) rows, the test slice of \(Self.shown(same.slice))."
        ]
    }

    /// What the difference of one metric shows: nothing where its interval holds 0, or where there is none.
    private func sentence(_ text: MetricText, _ value: Double, _ row: MetricRow) -> String {
        let size = text.value(abs(value))
        // What the figures do not show is not written as a figure.
        let amount = size.contains { ("1"..."9").contains($0) } ? size : "a little"
        let change = "\(left) \(amount) \(value > 0 ? "more" : "less") than \(right)"
        guard let lower = row.lower, let upper = row.upper else {
            return value == 0
                ? "\(text.name): no difference shown between \(left) and \(right), without an interval."
                : "\(text.name): \(change), without an interval; it may be chance."
        }
        let range = "(95 % interval \(text.interval(row)))"
        if lower > 0 || upper < 0 { return "\(text.name): \(change) \(range)." }
        return value == 0
            ? "\(text.name): no difference shown between \(left) and \(right) \(range)."
            : "\(text.name): no difference shown; \(change) \(range), and it may be chance."
    }

    /// Both evaluated scorers on one slice, with paired differences.
    private func sameRows(in part: inout Markup) {
        guard let same = content.sameRows else { return }
        let independent = same.cluster.map { "intervals go by \($0)" } ?? "each row is taken as independent"
        part.element(
            "p",
            text:
                "Test slice of \(Self.shown(same.slice)), \(same.span), \(NumberText.grouped(same.rows)) rows; \(independent). Differences are paired, left less right."
        )
        part.element("div", [("class", "plots")]) { grid in plots(same, in: &grid) }
        metrics(same.metrics, "On the same rows", plan: same.plan, isCompared: true, in: &part)
    }

    private func plots(_ same: ComparedScores, in grid: inout Markup) {
        let rate = same.metrics.first { $0.metric == "base_rate" && $0.group == MetricRow.overall }
        let charts = RankingCharts(
            curves: same.leftCurves, baseline: (right, same.rightCurves), baseRate: rate?.left?.value,
            name: left)
        if !same.leftCurves.roc.isEmpty {
            figure(charts.roc(), "ROC: how well positives are ranked above negatives.", in: &grid)
        }
        if !same.leftCurves.precisionRecall.isEmpty {
            figure(
                charts.precisionRecall(), "Precision and recall: what reaching more positives costs.",
                in: &grid)
        }
        if let points = same.leftCurves.decision, !points.isEmpty {
            let chart = DecisionChart(
                points: points, baseline: same.rightCurves.decision.map { (name: right, points: $0) },
                name: left)
            figure(chart.markup(), DecisionChart.caption, in: &grid)
        }
    }
}
