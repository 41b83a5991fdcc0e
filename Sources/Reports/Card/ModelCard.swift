import Evaluation

/// A model card in Markdown, with the sections of the Model Card Toolkit.
///
/// Source: M. Mitchell and others, "Model cards for model reporting", FAT* 2019; the toolkit's schema 0.0.2.
public struct ModelCard {
    private let content: ReportContent

    /// Creates a card of content.
    public init(_ content: ReportContent) { self.content = content }

    /// The card's text, UTF-8; the same content gives the same bytes.
    public func render() -> String {
        var card = "# Model card: \(MarkdownText.escaped(content.title))\n"
        card += details
        card += parameters
        card += performance
        card += stability
        card += considerations
        card += findings
        return card
    }

    private var details: String {
        let decision =
            switch content.verdict {
            case .mayGoLive: "may go live: every gate held"
            case .mayGoLiveWithWarnings: "may go live, with warnings"
            case .mayNotGoLive: "may not go live"
            case .notDecided: "not decided: the gates were not evaluated"
            }
        let facts =
            [
                ["name", content.modelName], ["version", content.version], ["overview", content.headline],
                ["decision", decision],
            ]
            + content.requirements.map { ["requirement \($0.name)", $0.status.rawValue] }
        return "\n## Model details\n\n" + MarkdownText.table(["field", "value"], facts)
    }

    private var parameters: String {
        var text = "\n## Model parameters\n\n"
        let caution = content.isProvenanceCaution ? "**Caution.** " : ""
        text += "\(caution)Data: \(MarkdownText.escaped(content.provenance)).\n"
        if !content.slices.isEmpty {
            text += "\n"
            text += MarkdownText.table(
                ["slice", "span", "rows", "positives", "used for"],
                content.slices.map { slice in
                    [
                        slice.name, slice.span, NumberText.grouped(slice.rows),
                        NumberText.grouped(slice.positives), slice.purpose,
                    ]
                })
        }
        if let ensemble = content.ensemble {
            text += "\n"
            text += MarkdownText.table(
                ["member", "sets for itself", "weight", "share"],
                ensemble.members.map {
                    [
                        $0.name, $0.settings, NumberText.fixed($0.weight, 4), NumberText.percent($0.share),
                    ]
                })
        }
        if !content.coefficients.isEmpty {
            text += "\n"
            text += MarkdownText.table(
                ["input", "coefficient", "lower_bound", "upper_bound"],
                content.coefficients.map { one in
                    [
                        one.name, NumberText.fixed(one.value, 4),
                        one.lower.map { NumberText.fixed($0, 4) } ?? "–",
                        one.upper.map { NumberText.fixed($0, 4) } ?? "–",
                    ]
                })
        }
        if !content.lineage.isEmpty {
            text +=
                "\n" + MarkdownText.table(["lineage", "value"], content.lineage.map { [$0.name, $0.value] })
        }
        return text
    }

    private var performance: String {
        var text = "\n## Quantitative analysis\n\n### Performance metrics\n\n"
        guard !content.rows.isEmpty else { return text + "None computed.\n" }
        text += MarkdownText.table(
            [
                "type", "value", "slice", "confidence_interval.lower_bound",
                "confidence_interval.upper_bound", "n",
            ],
            shownRows.map { row in
                func number(_ number: Double?) -> String { number.map { NumberText.fixed($0, 4) } ?? "–" }
                let value = row.value == nil ? row.method : number(row.value)
                let group = GroupKey(row.group)?.words ?? row.group
                let slice = row.group == MetricRow.overall ? row.slice : "\(row.slice), \(group)"
                return [
                    row.metric, value, slice, number(row.lower), number(row.upper), NumberText.grouped(row.n),
                ]
            })
        return text
    }

    /// Groups of folds are in `evaluation.json` alone.
    private var shownRows: [MetricRow] {
        let folds = Set(content.folds.map(\.name))
        return content.rows.filter { row in
            !MetricText(row.metric).isOfSeries && !PopulationDrift.metrics.contains(row.metric)
                && (row.group == MetricRow.overall || !folds.contains(row.slice))
        }
    }

    private var stability: String {
        let drifts = content.stability?.drifts(of: "test") ?? []
        let folded = FoldedCoefficient.sentence(FoldedCoefficient.all(in: content.folds))
        if drifts.isEmpty, folded.isEmpty { return "" }
        var text = "\n### Stability\n\n"
        if !drifts.isEmpty {
            text +=
                MarkdownText.escaped(
                    "From the train slice to the test slice: \(StabilityText(drifts).sentence)") + "\n\n"
            text += MarkdownText.table(
                ["feature", "population_stability", "threshold of its null", "p, adjusted", "drifted"],
                drifts.map { drift in
                    func number(_ number: Double?) -> String {
                        number.map { NumberText.fixed($0, 4) } ?? "–"
                    }
                    return [
                        drift.name, drift.value == nil ? drift.reason ?? "–" : number(drift.value),
                        number(drift.threshold), number(drift.adjusted), drift.isDrifted ? "yes" : "no",
                    ]
                })
        }
        if !folded.isEmpty {
            text += (drifts.isEmpty ? "" : "\n") + MarkdownText.escaped(folded) + "\n"
        }
        return text
    }

    private var considerations: String {
        let parts = [
            ("Users", content.considerations.users), ("Use cases", content.considerations.useCases),
            ("Limitations", content.limits + content.assumptions.map { "Assumption: \($0)" }),
            ("Tradeoffs", content.considerations.tradeoffs),
            ("Ethical considerations", content.considerations.ethicalConsiderations),
        ]
        return "\n## Considerations\n"
            + parts.map { title, sentences in
                "\n### \(title)\n\n" + list(sentences, otherwise: "None stated.")
            }.joined()
    }

    private var findings: String {
        let lines = content.findings.map { finding in
            let field = finding.field.map { " on \($0)" } ?? ""
            let end = finding.waivedReason.map { "Waived: \($0)" } ?? "Remedy: \(finding.remedy)"
            return "\(finding.severity.rawValue), \(finding.check)\(field): \(finding.evidence). \(end)"
        }
        return "\n## Audit and waivers\n\n" + list(lines, otherwise: "No findings.")
    }

    private func list(_ sentences: [String], otherwise: String) -> String {
        if sentences.isEmpty { return otherwise + "\n" }
        return sentences.map { "- \(MarkdownText.escaped($0))\n" }.joined()
    }
}
