internal import Registry
internal import Scoring
internal import Storage

extension StatusPage {
    /// What is served of a model, by whose decision, and what is refused.
    func write(_ page: inout HTMLWriter, _ route: ModelRoute) {
        let slot = route.champion
        let state = slot.snapshot
        let name = slot.reference.name
        page.element("section") { page in
            page.element("h2") { page in
                heading(&page, name, version: state.current?.version)
                if route.terms.isLeftAlone == true {
                    page.text(" ")
                    badge(&page, "left alone: too slow", isWell: false)
                }
            }
            if let model = state.current {
                page.element("p", [("class", "title")], model.package.title)
                page.element("dl") { page in facts(&page, model, slot) }
            }
            if let failure = state.failure {
                page.element("p", [("class", "refused")]) { page in refusal(&page, failure) }
            }
            challengers(&page, route)
            versions(&page, name, current: state.current)
        }
    }

    private func facts(_ page: inout HTMLWriter, _ model: LoadedModel, _ slot: ModelSlot) {
        var told = [
            (name: "Served by", value: slot.reference.target.alias.map { "alias \($0)" } ?? "number"),
            (name: "Digest", value: "\(model.digest)"),
        ]
        if let promotion = model.promotion {
            let gates =
                promotion.isOverride
                ? "did not hold: promoted in spite of them"
                : promotion.gateResultDigest.map { "held (result \($0))" } ?? "no result"
            told += [
                ("Promoted by", promotion.who), ("Promoted at", promotion.when), ("Reason", promotion.why),
                ("Gates", gates),
            ]
        }
        told.append(("Data", model.package.provenance))
        facts(&page, told + following(model.name, isWatched: slot.isWatched))
    }

    /// Every version's counts, and how the probabilities of the one that answers are spread.
    private func versions(_ page: inout HTMLWriter, _ name: String, current: LoadedModel?) {
        let rows = metrics.models.filter { $0.labels.model == name && !$0.labels.version.isEmpty }
        guard !rows.isEmpty else { return }
        table(
            &page,
            [
                "Version", "Variant", "Alias", "Requests", "Rows", "Failed", "Scoring, median", "99 %",
                "Mean probability",
            ]
        ) { page in
            for (labels, counts) in rows {
                let failures = counts.failures.reduce(0, +)
                page.element("tr") { page in
                    page.element("td", labels.version)
                    page.element("td", labels.variant.rawValue)
                    page.element("td", labels.alias)
                    page.element("td", [("class", "number")], Self.grouped(counts.successes + failures))
                    page.element("td", [("class", "number")], Self.grouped(counts.rows))
                    page.element(
                        "td", [("class", "number")], Self.share(failures, of: counts.successes + failures))
                    page.element("td", [("class", "number")], Self.quantile(0.5, of: counts.durations))
                    page.element("td", [("class", "number")], Self.quantile(0.99, of: counts.durations))
                    page.element(
                        "td", [("class", "number")],
                        counts.rows == 0 ? "–" : Self.decimals(counts.probabilitySum / Double(counts.rows), 3)
                    )
                }
            }
        }
        for (labels, counts) in rows where labels == current?.meter.labels && counts.rows > 0 {
            histogram(&page, counts.bins, version: labels.version)
        }
    }
}
