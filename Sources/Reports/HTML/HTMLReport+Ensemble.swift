import Evaluation

extension HTMLReport {
    /// The members' weights as bars, and what each reaches alone.
    func ensemble(in part: inout Markup) {
        guard let ensemble = content.ensemble else { return }
        for sentence in ensemble.sentences { part.element("p", text: sentence) }
        let entries = ensemble.members.map { member in
            RowChart.Entry(
                name: member.name, value: member.share,
                text: "weight \(NumberText.fixed(member.weight, 4)), \(NumberText.percent(member.share))")
        }
        let drawing = RowChart(
            name: "ensemble-plot", title: "Weights of the members",
            description: "How much each member moves the sum: "
                + entries.map { "\($0.name) \($0.text)" }.joined(separator: "; ") + ".",
            entries: entries, label: "Share of the sum's movement", isPercent: true, hasBars: true)
        figure(
            drawing.markup(),
            "A member's share is its weight times the standard deviation of its margins on the rows that weighed the members, of the sum of all.",
            isWide: true, in: &part)
        Table(
            caption: "Each member alone, beside all of them",
            columns: [
                .text("Member"), .text("Sets for itself"), .number("Weight"),
                .number("Log loss, weighing rows"),
                .number("AUROC, weighing rows"), .number("Log loss, test"), .number("AUROC, test"),
                .number("Log loss, ensemble less this, 95 %"), .number("AUROC, ensemble less this, 95 %"),
            ],
            rows: ensemble.members.map { member in
                [member.name, member.settings, NumberText.fixed(member.weight, 4)] + cells(member.figures)
                    + [
                        value("log_loss", member.logLossDifference), value("auroc", member.aurocDifference),
                    ]
            } + [["all together", "", "–"] + cells(ensemble.whole) + ["–", "–"]]
        ).append(to: &part)
    }

    private func cells(_ figures: ReportEnsemble.Figures) -> [String] {
        func number(_ value: Double?) -> String { value.map { NumberText.fixed($0, 4) } ?? "–" }
        return [
            number(figures.stackingLogLoss), number(figures.stackingAUROC),
            value("log_loss", figures.logLoss), value("auroc", figures.auroc),
        ]
    }

    private func value(_ metric: String, _ row: MetricRow?) -> String {
        row.flatMap(MetricText(metric).figure) ?? "–"
    }
}
