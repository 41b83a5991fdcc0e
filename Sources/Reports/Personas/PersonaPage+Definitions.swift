extension PersonaPage {
    /// Who is who: the personas as people wrote them, and what decides each.
    func definitions(in part: inout Markup) {
        guard let definitions = content.definitions else { return }
        for remark in definitions.remarks { part.element("p", text: remark) }
        let isCounted = definitions.assigned != nil
        if let assigned = definitions.assigned { part.element("p", text: assigned) }
        let leads = isCounted ? "Leads it decides" : "Leads found in its groups"
        Table(
            caption: "Personas and what decides them; – stands below the one above",
            columns: [.text("Persona"), .text("Decided by"), .number(leads)],
            rows: definitions.personas.flatMap(rows(of:))
                + definitions.unknown.map { ["unknown", $0.what, count($0.leads)] }
        ).append(to: &part)
        if !isCounted {
            part.element(
                "p",
                text:
                    "How many leads a rule or an archetype decides is counted where the page is made with the data: leadline personas show NAME@production --pipeline FILE --page FILE."
            )
        }
        for persona in definitions.personas {
            guard let description = persona.description else { continue }
            part.element("p") { line in
                line.element("strong", text: persona.title)
                line.text(": \(description)")
            }
        }
        guard !definitions.flags.isEmpty else { return }
        var columns: [Table.Column] = [
            .text("Flag"), .text("Kind"), .text("Raised where a lead"), .text("What to do"),
        ]
        if isCounted { columns.append(.number("Leads")) }
        Table(
            caption: "What is flagged, whatever the persona", columns: columns,
            rows: definitions.flags.map { flag in
                [flag.name, flag.kind, flag.when, flag.advice] + (isCounted ? [count(flag.leads)] : [])
            }
        ).append(to: &part)
    }

    private func rows(of persona: PersonaPageContent.Persona) -> [[String]] {
        let title = String(repeating: "– ", count: persona.depth) + persona.title
        let ways = persona.ways.map { [title, $0.what, count($0.leads)] }
        if persona.below > 0 {
            let those = persona.below == 1 ? "the one below" : "the \(persona.below) below together"
            let what = persona.ways.isEmpty ? "\(those)" : "all of it, with \(those)"
            return ways + [[title, what, count(persona.leads)]]
        }
        return ways.isEmpty ? [[title, "nothing: nobody is called so", count(0)]] : ways
    }

    private func count(_ leads: Int?) -> String { leads.map { NumberText.grouped($0) } ?? "" }
}
