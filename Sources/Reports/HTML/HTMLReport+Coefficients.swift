extension HTMLReport {
    private static let shownLimit = 20

    /// A forest plot of the largest coefficients, and all of them in a table.
    func coefficients(in part: inout Markup) {
        // Equal sizes are ordered by name, so that the order is one and the same.
        let ordered = content.coefficients.sorted { left, right in
            if abs(left.value) != abs(right.value) { return abs(left.value) > abs(right.value) }
            return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
        }
        let shown = ordered.prefix(Self.shownLimit)
        let entries = shown.map { one in
            RowChart.Entry(
                name: one.name, value: one.value, lower: one.lower, upper: one.upper,
                text: NumberText.fixed(one.value, 3) + range(one))
        }
        let rest = ordered.count - shown.count
        let drawing = RowChart(
            name: "coefficients-plot", title: "Coefficients",
            description: "Change of the logit for a standard deviation or an indicator, largest first: "
                + entries.map { "\($0.name) \($0.text)" }.joined(separator: "; ") + ".",
            entries: entries, label: "Change of the logit", reference: 0)
        let caption =
            "Change of the logit for one standard deviation of a number, or for an indicator being set, largest first, with 95 % intervals where there are any."
            + (rest > 0 ? " \(rest) smaller ones are in the table." : "")
        figure(drawing.markup(), caption, isWide: true, in: &part)
        Table(
            caption: "All coefficients",
            columns: [.text("Column"), .number("Coefficient"), .number("95 % interval")],
            rows: ordered.map { one in
                let ends = one.lower.flatMap { lower in
                    one.upper.map { "\(NumberText.fixed(lower, 4)) to \(NumberText.fixed($0, 4))" }
                }
                return [one.name, NumberText.fixed(one.value, 4), ends ?? "–"]
            }
        ).append(to: &part)
        scorecard(in: &part)
        reference(in: &part)
    }

    /// What single leads are explained against.
    private func reference(in part: inout Markup) {
        guard let reference = content.reference else { return }
        part.element(
            "p",
            text:
                "A single lead is explained against the reference lead: the middle of each number and the most frequent level of each category among the rows that the served scorer was fitted on. That scorer gives it a probability of \(NumberText.percent(reference.probability)) (logit \(NumberText.fixed(reference.logit, 4)))."
        )
        Table(
            caption: "The reference lead", columns: [.text("Input"), .text("What is known")],
            rows: reference.inputs.map { [$0.name, $0.value] }, isCompact: true
        ).append(to: &part)
    }

    private func range(_ one: ReportCoefficient) -> String {
        guard let lower = one.lower, let upper = one.upper else { return "" }
        return " (\(NumberText.fixed(lower, 3)) to \(NumberText.fixed(upper, 3)))"
    }
}
