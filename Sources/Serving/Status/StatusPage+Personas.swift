internal import Registry
internal import Storage

extension StatusPage {
    /// Which version says who leads are, what is refused, and what was said.
    func write(_ page: inout HTMLWriter, _ slot: PersonaSlot) {
        let state = slot.snapshot
        let name = slot.reference.name
        page.element("section") { page in
            page.element("h2") { page in
                heading(&page, name, version: state.current?.version)
            }
            page.element("p", [("class", "title")], "Personas: who a lead is")
            if let personas = state.current {
                page.element("dl") { page in
                    let own = [
                        (name: "Served by", value: personas.alias.map { "alias \($0)" } ?? "number"),
                        (name: "Digest", value: "\(personas.digest)"),
                    ]
                    facts(&page, own + following(name, isWatched: slot.isWatched))
                }
            }
            if let failure = state.failure {
                page.element("p", [("class", "refused")]) { page in refusal(&page, failure) }
            }
            assignments(&page)
        }
    }

    /// How often each version named whom, and what decided.
    private func assignments(_ page: inout HTMLWriter) {
        let rows = metrics.personas.filter { !$0.counts.isEmpty }
        guard !rows.isEmpty else { return }
        table(&page, ["Version", "Persona", "Decided by", "Answers", "Share"]) { page in
            for (labels, counts) in rows {
                let total = counts.values.reduce(0, +)
                for (outcome, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                    page.element("tr") { page in
                        page.element("td", labels.version)
                        page.element(
                            "td",
                            outcome.persona.isEmpty ? "unknown: \(outcome.abstention)" : outcome.persona)
                        page.element("td", outcome.decider)
                        page.element("td", [("class", "number")], Self.grouped(count))
                        page.element(
                            "td", [("class", "number")],
                            "\(Self.decimals(100 * Double(count) / Double(total), 2)) %")
                    }
                }
            }
        }
    }
}
