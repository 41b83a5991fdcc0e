extension HTMLReport {
    /// The strengths of the penalty that were tried.
    func strength(in part: inout Markup) {
        guard let strength = content.strength else { return }
        part.element("p", text: strength.sentence)
        Table(
            caption: "Strengths of the penalty",
            columns: [
                .number("Penalty"), .number("Mean log loss"), .number("Standard error"), .text("Taken"),
            ],
            rows: strength.candidates.map { one in
                [
                    "\(one.penalty)", NumberText.fixed(one.loss, 5), NumberText.fixed(one.standardError, 5),
                    one.isChosen ? "yes" : "",
                ]
            }, isCompact: true
        ).append(to: &part)
    }
}
