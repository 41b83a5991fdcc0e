import Evaluation

extension HTMLReport {
    /// What, how good, when, and whether it may go live.
    func summary(in part: inout Markup) {
        let (style, mark, words) = verdictText
        part.element("div", [("class", "verdict \(style)")]) { box in
            box.element("p", [("class", "headline")], text: content.headline)
            box.element("p", [("class", "decision")]) { line in
                line.element("span", [("aria-hidden", "true")], text: mark)
                line.text(" " + words)
            }
        }
        part.newLine()
        let tiles = [
            "auroc", "average_precision", "precision_at_top", "lift_at_top", "wins_at_capacity",
            "brier_score", "calibration_slope",
        ].compactMap(content.row)
        if !tiles.isEmpty {
            part.element("dl", [("class", "tiles")]) { list in
                for row in tiles { tile(row, in: &list) }
            }
            part.newLine()
        }
        comparison(in: &part)
        let test = content.slices.last { $0.name == "test" }
        let facts =
            [ReportFact(name: "Data", value: content.provenance)]
            + content.slices.map { slice in
                ReportFact(
                    name: slice.name == "test" ? "Evaluated on" : "\(slice.name.firstCapitalized) slice",
                    value: "\(slice.span): \(NumberText.grouped(slice.rows)) rows, "
                        + "\(NumberText.grouped(slice.positives)) positive")
            }
        if test == nil, content.slices.isEmpty, content.rows.isEmpty {
            part.element("p", text: "There is nothing evaluated to show.")
        }
        part.element("dl", [("class", "facts")]) { list in
            for fact in facts {
                list.element("dt", text: fact.name)
                list.element("dd", text: fact.value)
            }
        }
    }

    private var verdictText: (style: String, mark: String, words: String) {
        switch content.verdict {
        case .mayGoLive: ("yes", "✓", "May go live: every gate held.")
        case .mayGoLiveWithWarnings: ("warned", "!", "May go live, with warnings: read them first.")
        case .mayNotGoLive: ("no", "✗", "May not go live.")
        case .notDecided: ("open", "?", "Not decided: the gates were not evaluated.")
        }
    }

    private func tile(_ row: MetricRow, in list: inout Markup) {
        let text = MetricText(row.metric, plan: content.plan)
        list.element("div") { tile in
            tile.element("dt", text: text.name)
            tile.element("dd") { value in
                value.element("span", [("class", "figure")], text: row.value.map(text.value) ?? "undefined")
                let note = row.value == nil ? row.method : row.lower == nil ? "" : text.interval(row)
                if !note.isEmpty { value.element("span", [("class", "range")], text: note) }
            }
        }
    }

    /// One sentence on the strongest baseline, where there is a paired difference to it.
    private func comparison(in part: inout Markup) {
        guard let baseline = content.baselines.first,
            let row = content.row("auroc_difference_to_\(baseline.name)"), let value = row.value
        else { return }
        let text = MetricText("auroc")
        let verb = value < 0 ? "below" : "above"
        let range = row.lower == nil ? "" : ", 95 % interval \(text.interval(row))"
        let isSure = (row.lower ?? -1) > 0 || (row.upper ?? 1) < 0
        part.element("p") { line in
            line.text("Beside ")
            line.element("strong", text: baseline.name)
            line.text(
                " (\(baseline.meaning)), on the same rows: AUROC \(text.value(abs(value))) \(verb) it\(range)"
                    + (isSure ? "." : "; the difference may be chance."))
        }
        part.newLine()
    }
}
