import Evaluation

extension ComparisonPage {
    /// What each version's own report says.
    func ownSlices(in part: inout Markup) {
        part.element(
            "p",
            text:
                "What each reached on the test slice it was evaluated on. The rows may differ, so no difference is claimed here."
        )
        metrics(content.metrics, "Each on its own test slice", isCompared: false, in: &part)
    }

    /// The metrics of all rows, but those of series.
    func metrics(
        _ all: [ComparedMetric], _ caption: String, plan: EvaluationPlan? = nil, isCompared: Bool,
        in part: inout Markup
    ) {
        let shown = all.filter { pair in
            pair.group == MetricRow.overall && !MetricText(pair.metric).isOfSeries
                && !pair.metric.contains("_difference_to_")
        }
        guard !shown.isEmpty else {
            part.element("p", text: "There is nothing measured to show.")
            return
        }
        func cell(_ row: MetricRow?, _ text: MetricText) -> String {
            row.map { text.figure($0) ?? "undefined" } ?? "–"
        }
        Table(
            caption: "\(caption), with 95 % intervals",
            columns: [.text("Metric"), .number(left), .number(right)]
                + (isCompared ? [.number("Left less right")] : []),
            rows: shown.map { pair in
                let text = MetricText(pair.metric, plan: plan)
                let apart = pair.difference.map { cell($0, MetricText($0.metric)) } ?? "–"
                return [text.name, cell(pair.left, text), cell(pair.right, text)]
                    + (isCompared ? [apart] : [])
            }
        ).append(to: &part)
    }

    /// In what the recipes differ.
    func settings(in part: inout Markup) {
        let equal = "\(NumberText.grouped(content.equalSettings)) settings are equal."
        guard !content.settings.isEmpty else {
            part.element("p", text: "The settings are the same. \(equal)")
            return
        }
        table("Settings that differ", "Setting", content.settings, in: &part)
        part.element("p", text: equal)
    }

    /// What both were trained and measured on.
    func data(in part: inout Markup) {
        table("Data files by SHA-256", "Source", content.data, marksEqual: true, in: &part)
        table("Slices of time", "Slice", content.slices, marksEqual: true, in: &part)
    }

    /// The evaluated coefficients.
    func coefficients(in part: inout Markup) {
        table(
            "Change of the logit for a standard deviation or an indicator, with standard errors", "Column",
            content.coefficients, in: &part)
    }

    /// Facts side by side.
    func table(
        _ caption: String, _ heading: String, _ facts: [ComparedFact], marksEqual: Bool = false,
        in part: inout Markup
    ) {
        guard !facts.isEmpty else {
            part.element("p", text: "\(caption): none recorded.")
            return
        }
        Table(
            caption: caption,
            columns: [.text(heading), .text(left), .text(right)]
                + (marksEqual ? [.text("Same")] : []),
            rows: facts.map { fact in
                [fact.name, fact.left ?? "–", fact.right ?? "–"]
                    + (marksEqual ? [fact.left == fact.right ? "✓\u{A0}yes" : "✗\u{A0}no"] : [])
            }, isEven: true
        ).append(to: &part)
    }
}
