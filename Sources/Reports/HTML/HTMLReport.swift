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
        HTMLPage.render(title: "\(content.modelName) \(content.version): report") { body in
            header(in: &body)
            body.newLine()
            body.element("main") { main in
                for section in sections {
                    main.newLine()
                    main.element("section", [("aria-labelledby", section.name)]) { part in
                        part.element("h2", [("id", section.name)], text: section.title)
                        section.body(&part)
                    }
                }
                main.newLine()
            }
            body.newLine()
        }
    }

    /// A part of the page below a heading of its own.
    struct Section {
        var name: String
        var title: String
        var body: (inout Markup) -> Void
    }

    private var sections: [Section] {
        var sections = [Section(name: "summary", title: "Summary", body: summary)]
        if content.curves != nil { sections.append(Section(name: "plots", title: "Plots", body: plots)) }
        sections.append(Section(name: "metrics", title: "Metrics", body: metrics))
        if !content.folds.isEmpty {
            sections.append(Section(name: "backtest", title: "Backtest", body: backtest))
        }
        if !groupings.isEmpty { sections.append(Section(name: "groups", title: "Groups", body: groups)) }
        if !content.coefficients.isEmpty {
            sections.append(Section(name: "coefficients", title: "Coefficients", body: coefficients))
        }
        return sections + [
            Section(name: "gates", title: "Gates", body: gates),
            Section(name: "data", title: "Data and slices", body: data),
            Section(name: "audit", title: "Audit", body: audit),
            Section(name: "waivers", title: "Waivers", body: waivers),
            Section(name: "assumptions", title: "Assumptions") { list(content.assumptions, in: &$0) },
            Section(name: "limits", title: "Limits") { list(content.limits, in: &$0) },
            Section(name: "lineage", title: "Lineage", body: lineage),
        ]
    }

    private func header(in body: inout Markup) {
        body.newLine()
        body.element("header") { header in
            header.element(
                "p", [("class", "over")], text: "\(content.modelName) · version \(content.version)")
            header.element("h1", text: content.title)
            if content.isProvenanceCaution {
                header.element("p", [("class", "caution")]) { caution in
                    caution.element("strong", text: "Caution: ")
                    caution.text("this report rests on \(content.provenance).")
                }
            }
        }
        body.newLine()
        body.element("nav", [("aria-label", "Sections")]) { nav in
            nav.element("ul") { list in
                for section in sections {
                    list.element("li") {
                        $0.element("a", [("href", "#\(section.name)")], text: section.title)
                    }
                }
            }
        }
    }
}
