import Evaluation

extension HTMLReport {
    private static let shownLimit = 20
    private static let slicesBeside = 7

    /// Whether anything was held against the train slice, a month or a fold.
    var hasStability: Bool {
        content.stability.map { !$0.drifts.isEmpty || !$0.months.isEmpty } == true
            || !FoldedCoefficient.all(in: content.folds).isEmpty
    }

    /// What has moved since the train slice: features, scores, coefficients.
    func stability(in part: inout Markup) {
        if let stability = content.stability {
            let test = stability.drifts(of: "test")
            if !test.isEmpty {
                part.element("p", text: "From the train slice to the test slice: " + Self.lead(test))
                indices(test, in: &part)
            }
            if !stability.months.isEmpty {
                spreads(
                    stability.months, stability.drifts.filter { $0.group == PopulationDrift.score }, in: &part
                )
            }
            if !test.isEmpty { table(test, in: &part) }
            if stability.slices.count > 1 { slices(stability, in: &part) }
        }
        foldedCoefficients(in: &part)
    }

    /// The sentence, as it goes on after a colon.
    private static func lead(_ drifts: [PopulationDrift]) -> String {
        let sentence = StabilityText(drifts).sentence
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    private func indices(_ drifts: [PopulationDrift], in part: inout Markup) {
        let ordered = drifts.filter { $0.value != nil }.sorted(by: StabilityText.isBefore)
        guard !ordered.isEmpty else { return }
        let shown = ordered.prefix(Self.shownLimit)
        let entries = shown.map { drift in
            RowChart.Entry(
                name: drift.name, value: drift.value, text: Self.indexText(drift) + Self.flag(drift),
                mark: drift.threshold)
        }
        let drawing = RowChart(
            name: "stability-index", title: "Population stability of the test slice",
            description:
                "Population stability index against the train slice, the farthest above its threshold first: "
                + shown.map { drift in
                    "\(drift.name) \(Self.indexText(drift)), by chance up to \(drift.threshold.map(Self.number) ?? "unknown")\(Self.flag(drift))"
                }.joined(separator: "; ") + ".",
            entries: entries, label: "Population stability index", hasBars: true)
        let rest = ordered.count - shown.count
        figure(
            drawing.markup(),
            "How far the test slice has moved from the train slice. A bar that ends before its mark is what chance does in 95 of 100 samples of these sizes."
                + (rest > 0 ? " \(rest) more are in the table." : ""), isWide: true, in: &part)
    }

    private func table(_ drifts: [PopulationDrift], in part: inout Markup) {
        Table(
            caption: "Population stability, train slice to test slice",
            columns: [
                .text("Feature"), .number("Index"), .number("By chance up to, 95 %"), .number("99 %"),
                .number("p"), .number("p, adjusted"), .number("Bins"), .number("Rows worth one"),
                .text("Verdict"),
            ],
            rows: drifts.sorted(by: StabilityText.isBefore).map { drift in
                [
                    drift.name, Self.indexText(drift), drift.threshold.map(Self.number) ?? "–",
                    drift.strictThreshold.map(Self.number) ?? "–", drift.pValue.map(Self.chance) ?? "–",
                    drift.adjusted.map(Self.chance) ?? "–", "\(drift.bins)",
                    drift.designEffect.map { NumberText.fixed($0, 2) } ?? "–", Self.verdict(drift),
                ]
            }
        ).append(to: &part)
    }

    /// Every feature in every slice that was tested.
    private func slices(_ stability: StabilityResult, in part: inout Markup) {
        let slices = stability.slices
        var cells: [String: [String: PopulationDrift]] = [:]
        var groups: [String] = []
        for drift in stability.drifts {
            if cells[drift.group] == nil { groups.append(drift.group) }
            cells[drift.group, default: [:]][drift.slice] = drift
        }
        func heading(_ slice: String) -> String {
            slice.hasPrefix(PopulationDrift.monthPrefix)
                ? String(slice.dropFirst(PopulationDrift.monthPrefix.count)) : slice
        }
        // As many columns as a page of paper holds.
        for first in stride(from: 0, to: slices.count, by: Self.slicesBeside) {
            let shown = slices[first..<min(slices.count, first + Self.slicesBeside)]
            Table(
                caption:
                    "Population stability index by slice, \(heading(shown.first ?? "")) to \(heading(shown.last ?? "")); * above its own threshold, ** drifted, all of the slice considered",
                columns: [.text("Feature")] + shown.map { .number(heading($0)) },
                rows: groups.map { group in
                    let own = cells[group] ?? [:]
                    return [slices.compactMap { own[$0]?.name }.first ?? group]
                        + shown.map { slice in
                            guard let drift = own[slice] else { return "–" }
                            let mark = drift.isDrifted ? " **" : drift.isAboveNull ? " *" : ""
                            return Self.indexText(drift) + mark
                        }
                }
            ).append(to: &part)
        }
    }

    private static func indexText(_ drift: PopulationDrift) -> String {
        drift.value.map(number) ?? (drift.reason?.hasPrefix("too small") == true ? "too small" : "–")
    }

    private static func number(_ number: Double) -> String { NumberText.fixed(number, 3) }

    private static func chance(_ number: Double) -> String {
        number < 0.0005 ? "< 0.0005" : NumberText.fixed(number, 4)
    }

    private static func flag(_ drift: PopulationDrift) -> String {
        drift.isDrifted ? ", drifted" : drift.isAboveNull ? ", above its mark" : ""
    }

    private static func verdict(_ drift: PopulationDrift) -> String {
        if drift.isDrifted { return "drifted" }
        if drift.isAboveNull { return "above its threshold, by chance as one in twenty is" }
        return drift.reason ?? "as chance does"
    }
}
