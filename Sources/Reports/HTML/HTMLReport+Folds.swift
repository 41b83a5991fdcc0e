extension HTMLReport {
    private static let drawnLimit = 9
    private static let foldsBeside = 5

    /// The coefficients of every fold, the largest drawn.
    func foldedCoefficients(in part: inout Markup) {
        let all = FoldedCoefficient.all(in: content.folds)
        guard !all.isEmpty else { return }
        let names = content.folds.map(\.name)
        part.newLine()
        part.element("h3", text: "Coefficients across folds")
        part.element(
            "p",
            text: FoldedCoefficient.sentence(all)
                + " Every fold's are by the standard deviations of its own train rows.")
        part.element("div", [("class", "plots small")]) { grid in
            for (index, one) in all.prefix(Self.drawnLimit).enumerated() {
                let chart = SeriesChart(
                    name: "folds-\(index)", title: one.name.shortened(to: 48),
                    description: zip(names, one.folds).map { name, fold in
                        "\(name): \(fold.map(Self.text) ?? "not there")"
                    }.joined(separator: "; ") + ".",
                    places: names,
                    series: [
                        SeriesChart.Series(
                            name: "fold", values: one.folds.map { $0?.value },
                            intervals: one.folds.map { fold in
                                guard let lower = fold?.lower, let upper = fold?.upper, lower <= upper else {
                                    return nil
                                }
                                return lower...upper
                            })
                    ], placesLabel: "Fold", label: "Change of the logit", reference: (0, "no effect"))
                figure(
                    chart.markup(),
                    one.name
                        + (one.isReversed
                            ? ": its sign is reversed" : one.changesSign ? ": its sign changes" : ""),
                    in: &grid)
            }
        }
        let rest = all.count - Self.drawnLimit
        // As many columns as a page of paper holds.
        for first in stride(from: 0, to: names.count, by: Self.foldsBeside) {
            let shown = first..<min(names.count, first + Self.foldsBeside)
            Table(
                caption:
                    "Coefficients of \(names[shown].joined(separator: ", ")), with 95 % intervals by rows"
                    + (rest > 0 ? "; the largest \(Self.drawnLimit) are drawn" : ""),
                columns: [.text("Column"), .text("Sign")] + names[shown].map { .number($0) },
                rows: all.map { one in
                    [one.name, one.isReversed ? "reversed" : one.changesSign ? "changes" : "stays"]
                        + one.folds[shown].map { $0.map(Self.text) ?? "–" }
                }
            ).append(to: &part)
        }
    }

    private static func text(_ one: ReportCoefficient) -> String {
        let value = NumberText.fixed(one.value, 3)
        guard let lower = one.lower, let upper = one.upper else { return value }
        return "\(value) (\(NumberText.fixed(lower, 3)) to \(NumberText.fixed(upper, 3)))"
    }
}
