extension HTMLReport {
    /// The bins and levels of inputs that are read by their evidence.
    func scorecard(in part: inout Markup) {
        guard !content.scorecard.isEmpty else { return }
        part.element("h3", text: "Scorecard")
        part.element(
            "p",
            text:
                "Each bin or level counts by its evidence: by how many logits it was more often positive than all rows of the train slice, ten rows like all added to its own. What the margin gets of it is against a lead of mean evidence. The coefficients were fitted to evidence that rows of other entities give, out of five folds, and have no intervals. The information value says how much an input tells by itself: below 0.02 next to nothing, from 0.3 on much, and far above 0.5 rather look for a leak. It is of the rows that the evidence is of, so that many small levels make it large by chance."
        )
        for one in content.scorecard {
            Table(
                caption: "\(one.input): information value \(NumberText.fixed(one.informationValue, 3))",
                columns: [
                    .text("Bin or level"), .number("Rows"), .number("Positive"), .number("Share positive"),
                    .number("Evidence"),
                    .number(one.interacts ? "Adds to the margin (products apart)" : "Adds to the margin"),
                ],
                rows: one.parts.map { row in
                    [
                        row.name, "\(row.rows)", "\(row.positives)",
                        row.rows == 0
                            ? "–" : NumberText.percent(Double(row.positives) / Double(row.rows)),
                        NumberText.fixed(row.evidence, 3), NumberText.fixed(row.margin, 3),
                    ]
                }, isCompact: true
            ).append(to: &part)
        }
    }
}
