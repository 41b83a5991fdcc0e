/// A model's report as one self-contained HTML file: no scripts, nothing fetched, good on paper.
///
/// The same content gives the same bytes.
public struct HTMLReport {
    let content: ReportContent

    /// Creates a report of content.
    public init(_ content: ReportContent) { self.content = content }

    /// The file's text, UTF-8.
    ///
    /// - Complexity: O(size of the content).
    public func render() -> String {
        Page(
            title: "\(content.modelName) \(content.version): report", header: header, sections: sections
        ).render()
    }

    private var sections: [Page.Section] {
        var sections = [Page.Section(name: "summary", title: "Summary", body: summary)]
        if content.curves != nil { sections.append(Page.Section(name: "plots", title: "Plots", body: plots)) }
        sections.append(Page.Section(name: "metrics", title: "Metrics", body: metrics))
        if !content.folds.isEmpty {
            sections.append(Page.Section(name: "backtest", title: "Backtest", body: backtest))
        }
        if hasBands { sections.append(Page.Section(name: "bands", title: "Score bands", body: bands)) }
        if hasMonths { sections.append(Page.Section(name: "months", title: "Months", body: months)) }
        if hasStability {
            sections.append(Page.Section(name: "stability", title: "Stability", body: stability))
        }
        if !groupings.isEmpty { sections.append(Page.Section(name: "groups", title: "Groups", body: groups)) }
        if content.ensemble != nil {
            sections.append(Page.Section(name: "ensemble", title: "Members of the ensemble", body: ensemble))
        }
        if !content.coefficients.isEmpty {
            sections.append(Page.Section(name: "coefficients", title: "Coefficients", body: coefficients))
        }
        if content.strength != nil {
            sections.append(Page.Section(name: "strength", title: "Strength of the penalty", body: strength))
        }
        return sections + [
            Page.Section(name: "gates", title: "Gates", body: gates),
            Page.Section(name: "data", title: "Data and slices", body: data),
            Page.Section(name: "audit", title: "Audit", body: audit),
            Page.Section(name: "waivers", title: "Waivers", body: waivers),
            Page.Section(name: "assumptions", title: "Assumptions") { list(content.assumptions, in: &$0) },
            Page.Section(name: "limits", title: "Limits") { list(content.limits, in: &$0) },
            Page.Section(name: "lineage", title: "Lineage", body: lineage),
        ]
    }

    private func header(in header: inout Markup) {
        header.element("p", [("class", "over")], text: "\(content.modelName) · version \(content.version)")
        header.element("h1", text: content.title)
        if content.isProvenanceCaution {
            header.element("p", [("class", "caution")]) { caution in
                caution.element("strong", text: "Caution: ")
                caution.text("this report rests on \(content.provenance).")
            }
        }
    }
}
