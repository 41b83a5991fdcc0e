import Evaluation

/// Personas as one self-contained HTML file, for a meeting: no scripts, nothing fetched, good on paper.
///
/// The same content gives the same bytes.
public struct PersonaPage {
    let content: PersonaPageContent

    /// Creates a page of content.
    public init(_ content: PersonaPageContent) { self.content = content }

    /// The file's text, UTF-8.
    ///
    /// - Complexity: O(size of the content).
    public func render() -> String {
        Page(
            title: "Personas: \(content.title)",
            header: { header in
                header.element("p", [("class", "over")], text: "personas")
                header.element("h1", text: content.title)
            }, sections: sections
        ).render()
    }

    private var sections: [Page.Section] {
        var sections = [
            Page.Section(name: "summary", title: "Summary", body: summary)
        ]
        if content.definitions != nil {
            sections.append(Page.Section(name: "definitions", title: "Who is who", body: definitions))
        }
        sections += [
            Page.Section(name: "conversion", title: "Who converts", body: conversion),
            Page.Section(name: "profiles", title: "What each is like", body: profiles),
        ]
        if !content.features.isEmpty {
            sections.append(Page.Section(name: "features", title: "What tells them apart", body: heat))
        }
        if !content.middles.isEmpty {
            sections.append(Page.Section(name: "middles", title: "The middle of each", body: middles))
        }
        if !content.places.isEmpty {
            sections.append(Page.Section(name: "map", title: "Map", body: map))
        }
        if !content.goals.isEmpty {
            sections.append(Page.Section(name: "goals", title: "What goes with the outcome", body: goals))
        }
        if !content.bias.isEmpty || !content.untested.isEmpty {
            sections.append(Page.Section(name: "bias", title: "Protected attributes", body: bias))
        }
        sections.append(Page.Section(name: "reading", title: "How to read this", body: reading))
        return sections
    }

    private func summary(in part: inout Markup) {
        let doubted = content.groups.count { !$0.isTrusted }
        let isFine = doubted == 0 && content.warnings.isEmpty
        part.element("div", [("class", isFine ? "verdict yes" : "verdict warned")]) { box in
            box.element("p", [("class", "decision")]) { line in
                line.element("span", [("aria-hidden", "true")], text: isFine ? "✓" : "!")
                line.text(" " + verdict(doubted))
            }
            for warning in content.warnings { box.element("p", text: warning) }
        }
        part.newLine()
        part.element("dl", [("class", "tiles")]) { list in
            for (name, figure, note) in [
                ("Groups", "\(content.groups.count)", doubted == 0 ? "" : "\(doubted) not to be trusted"),
                ("Leads", NumberText.grouped(content.leads), "each \(content.unit) once"),
                ("Later leads", NumberText.grouped(content.laterLeads), "of the test slice\(returning)"),
                ("Data", content.provenance, ""),
            ] {
                list.element("div") { tile in
                    tile.element("dt", text: name)
                    tile.element("dd") { value in
                        value.element("span", [("class", "figure")], text: figure)
                        if !note.isEmpty { value.element("span", [("class", "range")], text: note) }
                    }
                }
            }
        }
        for remark in content.remarks { part.element("p", text: remark) }
    }

    /// How many of the later leads are the same as before.
    private var returning: String {
        guard content.laterLeads > 0, let count = content.returningLeads else { return "" }
        if count == 0 { return "; none of them is among the leads" }
        if count < content.laterLeads {
            return "; \(NumberText.grouped(count)) of them are among the leads, as they were before"
        }
        return count == content.leads
            ? "; the same leads, as they were later"
            : "; all of them are among the leads, as they were before"
    }

    private func verdict(_ doubted: Int) -> String {
        if doubted == 0 && content.warnings.isEmpty {
            let all = content.groups.count == 2 ? "Both" : "All \(content.groups.count)"
            return "\(all) groups come again in other leads."
        }
        if doubted == 0 { return "The groups come again in other leads, but read this first." }
        return doubted == content.groups.count
            ? "No group is to be trusted: other leads would give other groups."
            : "\(doubted) of \(content.groups.count) groups \(doubted == 1 ? "is" : "are") not to be trusted: other leads would give others."
    }

    private func conversion(in part: inout Markup) {
        part.element(
            "p",
            text:
                "The bar is the share of later leads for whom it came true: \(content.outcome). The mark is the share among the leads that groups were found in. "
                + "Lines are 95 % intervals: where two overlap, the difference may be chance."
                + (content.definitions == nil
                    ? ""
                    : " These are the groups as they were found, under the names of their personas, before any rule or archetype.")
        )
        let entries = content.groups.map { group -> RowChart.Entry in
            let shown = group.laterConversion ?? group.conversion
            return RowChart.Entry(
                name: group.name, value: shown.value, lower: shown.lower,
                upper: shown.upper,
                text: shown.value.map { "\(NumberText.percent($0)) of \(NumberText.grouped(shown.rows))" }
                    ?? "nobody",
                mark: group.laterConversion == nil ? nil : group.conversion.value)
        }
        let chart = RowChart(
            name: "conversion-chart", title: "Conversion by persona",
            description: entries.map { "\($0.name): \($0.text)" }.joined(separator: "; "), entries: entries,
            label: content.outcome, isPercent: true, hasBars: true)
        figure(chart.markup(), "How many of each persona convert.", isWide: true, in: &part)
    }

    private func goals(in part: inout Markup) {
        part.element(
            "p",
            text:
                "These attributes go with the outcome. That is no effect: both may come from something else, and changing the attribute may change nothing. "
                + "The number says how much more often a lead with the outcome has more than one without, less how often it has less (Cliff's delta); of a category's value, how much greater the share with the outcome is. "
                + "In brackets stands the 95 % interval, of which one in twenty is wrong by chance; n is the leads it is known of."
        )
        let entries = content.goals.map { goal in
            RowChart.Entry(
                name: goal.name, value: goal.value, lower: goal.lower, upper: goal.upper,
                text:
                    "\(NumberText.fixed(goal.value, 2)) (\(NumberText.fixed(goal.lower, 2)) to \(NumberText.fixed(goal.upper, 2))), n \(NumberText.grouped(goal.rows))"
            )
        }
        let chart = RowChart(
            name: "goals-chart", title: "Attributes and the outcome",
            description: entries.map { "\($0.name): \($0.text)" }.joined(separator: "; "), entries: entries,
            label: "with the outcome (1), not at all (0), against it (-1)", reference: 0)
        figure(
            chart.markup(), "How attributes go with: \(content.outcome).", isWide: true, in: &part)
    }

    private func bias(in part: inout Markup) {
        for sentence in content.untested { part.element("p", text: sentence) }
        for one in content.bias {
            part.element("h3", text: one.attribute)
            part.element("p", text: one.verdict)
            Table(
                caption: "\(one.attribute) by persona",
                columns: [
                    .text("Persona"), .text(one.attribute), .number("Share of the persona"),
                    .number("Share of all"), .number("Times"),
                ], rows: one.rows
            ).append(to: &part)
        }
    }

    private func reading(in part: inout Markup) {
        for sentence in [
            "Groups are found by what leads did before their cutoff, and know nothing of the outcome. Each lead counts once.",
            "A group is trusted where samples of the leads, drawn again and again, give the same group: on average at least three quarters of their leads in common.",
            "A group is an average: no lead has to be like it in everything, and a lead between two groups is better called unknown.",
            "Examples are pseudonyms; whoever holds the installation's key can tell who they are.",
        ] { part.element("p", text: sentence) }
    }
}
