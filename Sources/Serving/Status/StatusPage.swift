internal import Features
internal import Registry

/// The page at `/`: what is served, by whose decision, and how it goes; for people, without any script.
struct StatusPage {
    let service: String
    let version: String
    let routes: [ModelRoute]
    /// Nil where no personas are served.
    let personas: PersonaSlot?
    /// What is kept or sent beside the answers.
    let losses: [Loss]
    let metrics: ServingMetrics
    let isDraining: Bool
    let now: Instant

    /// How much of something was kept or sent, and how much was lost.
    struct Loss {
        var what: String
        /// Nil where only losses are counted.
        var done: Int?
        var lost: Int
    }

    /// The answer, which lets a browser load nothing and run nothing.
    var response: HTTPResponse {
        var page = HTMLWriter()
        write(&page)
        let policy =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return HTTPResponse(
            status: 200, contentType: "text/html; charset=utf-8",
            headers: [
                HTTPResponse.Header(name: "Content-Security-Policy", value: policy),
                HTTPResponse.Header(name: "X-Content-Type-Options", value: "nosniff"),
                HTTPResponse.Header(name: "Referrer-Policy", value: "no-referrer"),
                HTTPResponse.Header(name: "Cache-Control", value: "no-store"),
            ], body: page.bytes)
    }

    private func write(_ page: inout HTMLWriter) {
        page.markup("<!DOCTYPE html>\n")
        page.element("html", [("lang", "en")]) { page in
            page.element("head") { page in
                page.markup("<meta charset=\"utf-8\">\n")
                page.open("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
                page.element("title", "\(service): \(health.words)")
                page.markup("<style>")
                page.markup(Self.style)
                page.markup("</style>\n")
            }
            page.element("body") { page in
                page.element("header") { page in
                    page.element("h1", service)
                    page.element("p") { page in
                        badge(&page, health.words, isWell: health.isWell)
                        page.text(
                            " version \(version), up for \(Self.time(since: metrics.start, to: now)), as of \(second)"
                        )
                    }
                }
                page.element("main") { page in
                    for route in routes { write(&page, route) }
                    if let personas { write(&page, personas) }
                    writeRequests(&page)
                    writeLosses(&page)
                }
                page.element("footer") { page in
                    // A page that reloads by itself takes it from under whoever reads slowly (WCAG 2.2.1).
                    page.text(
                        "Counts are since the start, as of the time above: load the page again for newer ones."
                    )
                }
            }
        }
    }

    // Nobody reads microseconds.
    private var second: Instant { Instant(microseconds: now.microseconds / 1_000_000 * 1_000_000) }

    private var health: (words: String, isWell: Bool) {
        if isDraining { return ("shutting down", false) }
        if routes.contains(where: { $0.champion.current == nil })
            || personas.map({ $0.current == nil }) ?? false
        {
            return ("not ready", false)
        }
        if routes.contains(where: { $0.terms.isLeftAlone == true }) {
            return ("ready, a model left alone", false)
        }
        return personas?.snapshot.failure != nil
            || routes.flatMap(\.slots).contains { $0.snapshot.failure != nil }
            ? ("ready, a version refused", false) : ("ready", true)
    }

    /// A word in a frame of its colour.
    func badge(_ page: inout HTMLWriter, _ words: String, isWell: Bool) {
        page.element("span", [("class", isWell ? "badge well" : "badge ill")], words)
    }

    /// A table in a frame that scrolls by itself where the page is narrow, by the keyboard, too.
    func table(
        _ page: inout HTMLWriter, _ heads: [String], _ body: (inout HTMLWriter) -> Void
    ) {
        let frame: [(name: StaticString, value: String)] = [
            ("class", "scroll"), ("tabindex", "0"), ("role", "group"),
            ("aria-label", "Table: \(heads.joined(separator: ", "))"),
        ]
        page.element("div", frame) { page in
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in heads { page.element("th", [("scope", "col")], head) }
                    }
                }
                page.element("tbody", [], body)
            }
        }
    }

    /// What is kept beside the answers; nothing where nothing is.
    private func writeLosses(_ page: inout HTMLWriter) {
        guard !losses.isEmpty else { return }
        page.element("section") { page in
            page.element("h2", "Beside the answers")
            table(&page, ["What", "Done", "Lost"]) { page in
                for row in losses {
                    page.element("tr") { page in
                        page.element("td", row.what)
                        page.element("td", [("class", "number")], row.done.map(Self.grouped) ?? "–")
                        page.element(
                            "td", [("class", row.lost == 0 ? "number" : "number ill")], Self.grouped(row.lost)
                        )
                    }
                }
            }
        }
    }

    private func writeRequests(_ page: inout HTMLWriter) {
        page.element("section") { page in
            page.element("h2", "Requests")
            table(&page, ["Resource", "Method", "Status", "Requests", "Median", "99 %"]) { page in
                metrics.requests.forEach { template, method, status, times in
                    page.element("tr") { page in
                        page.element("td", template.path)
                        page.element("td", method.name)
                        page.element("td", status == 0 ? "other" : "\(status)")
                        page.element("td", [("class", "number")], Self.grouped(times.total))
                        page.element("td", [("class", "number")], Self.quantile(0.5, of: times))
                        page.element("td", [("class", "number")], Self.quantile(0.99, of: times))
                    }
                }
            }
        }
    }
}
