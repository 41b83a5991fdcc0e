internal import Registry
internal import Storage
internal import Synchronization

extension StatusPage {
    /// Which version says who leads are, what is refused, and what was said.
    func write(_ page: inout HTMLWriter, _ slot: PersonaSlot) {
        let state = slot.snapshot
        let name = slot.reference.name
        page.element("section") { page in
            page.element("h2") { page in
                page.text(name + " ")
                badge(
                    &page, state.current.map { "version \($0.version)" } ?? "no version",
                    isWell: state.current != nil)
            }
            page.element("p", [("class", "title")], "Personas: who a lead is")
            if let personas = state.current {
                page.element("dl") { page in
                    for (fact, value) in [
                        ("Served by", personas.alias.map { "alias \($0)" } ?? "number"),
                        ("Digest", "\(personas.digest)"),
                        (
                            "Versions that",
                            "took over: \(Self.grouped(metrics.swaps[name] ?? 0)); failed: \(Self.grouped(metrics.reloadFailures[name] ?? 0))"
                        ),
                        (
                            "New versions",
                            slot.isWatched
                                ? "the kernel tells of them" : "looked for now and then"
                        ),
                    ] {
                        page.element("dt", fact)
                        page.element("dd", value)
                    }
                }
            }
            if let failure = state.failure {
                page.element("p", [("class", "refused")]) { page in
                    badge(
                        &page, failure.version.map { "version \($0) refused" } ?? "nothing to serve",
                        isWell: false)
                    page.text(" \(failure.cause.rawValue): \(failure.reason)")
                }
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
