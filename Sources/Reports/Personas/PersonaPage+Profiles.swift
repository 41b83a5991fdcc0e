import Evaluation

extension PersonaPage {
    /// A part for each persona: who it is, what it does, and how sure that is.
    func profiles(in part: inout Markup) {
        if let note = content.journeyNote { part.element("p", text: note) }
        for (index, group) in content.groups.enumerated() {
            part.newLine()
            part.element("article", [("class", "persona")]) { article in
                article.element("h3") { heading in
                    heading.element(
                        "span", [("class", "swatch group-\(index % 8)"), ("aria-hidden", "true")],
                        text: "\(index + 1)")
                    heading.text(" \(group.name)")
                }
                if let description = group.description { article.element("p", text: description) }
                article.element(
                    "p",
                    text:
                        "\(NumberText.grouped(group.size.count)) leads (\(NumberText.percent(group.size.value ?? 0)) of all), group \(group.id), \(group.stability)."
                )
                if !group.isTrusted {
                    article.element("p", [("class", "warned")]) {
                        $0.element("strong", text: "Not to be trusted: other leads would give another group.")
                    }
                }
                list(group.telling, in: &article)
                terms(group.words, "Words that more of them write than of others", "Word", in: &article)
                terms(group.steps, "Steps that more of them take than of others", "Step", in: &article)
                intents(group, in: &article)
                journeys(group, in: &article)
                if !group.examples.isEmpty {
                    article.element("p", text: "Typical leads: \(group.examples.joined(separator: ", ")).")
                }
            }
        }
    }

    private func list(_ sentences: [String], in part: inout Markup) {
        guard !sentences.isEmpty else { return }
        part.element("p", text: "A typical one of them, and in brackets a typical one of the others:")
        part.element("ul") { list in
            for sentence in sentences { list.element("li", text: sentence) }
        }
    }

    private func terms(
        _ terms: [PersonaPageContent.Term], _ caption: String, _ heading: String, in part: inout Markup
    ) {
        guard !terms.isEmpty else { return }
        Table(
            caption: caption, columns: [.text(heading), .number("Of them"), .number("Of others")],
            rows: terms.map {
                [$0.name, NumberText.percent($0.share), NumberText.percent($0.elsewhere)]
            }, isCompact: true
        ).append(to: &part)
    }

    private func intents(_ group: PersonaPageContent.Group, in part: inout Markup) {
        guard !group.intents.isEmpty else { return }
        Table(
            caption: "What they want, by their newest message then",
            columns: [.text("Intent"), .number("Leads"), .number("Share"), .text("95 % interval")],
            rows: group.intents.map { intent in
                let bounds = [intent.share.lower, intent.share.upper].compactMap { $0 }
                    .map { NumberText.percent($0) }
                return [
                    intent.name, NumberText.grouped(intent.share.count),
                    NumberText.percent(intent.share.value ?? 0), bounds.joined(separator: " to "),
                ]
            }
        ).append(to: &part)
    }

    private func journeys(_ group: PersonaPageContent.Group, in part: inout Markup) {
        // A way that everybody goes tells nothing.
        let told = group.journeys.filter { $0.steps.count > 1 }
        guard !told.isEmpty else { return }
        Table(
            caption: "The ways they go most often",
            columns: [.text("First steps"), .number("Of them"), .number("Of others")],
            rows: told.map {
                [
                    $0.steps.joined(separator: " → "), NumberText.percent($0.share),
                    NumberText.percent($0.elsewhere),
                ]
            }
        ).append(to: &part)
    }
}
