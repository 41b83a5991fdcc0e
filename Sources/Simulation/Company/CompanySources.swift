/// The `sources` section of a company's pipeline.
struct CompanySources {
    let world: World

    var text: String { Channel.allCases.map(section).joined() + leads }

    /// What is asked of visits where personas are planted.
    private var visits: [(name: String, condition: String)] { BehaviourFeatures(world: world).visitColumns }

    private func section(_ channel: Channel) -> String {
        let format = channel.isJSON ? "{type: jsonlines}" : "{type: csv, delimiter: \",\", header: 1}"
        let subject =
            channel == .enrichment
            ? "account: {type: key, namespace: account, purpose: identity, nulls: refuse}"
            : "lead: {type: key, namespace: lead, purpose: identity\(channel == .web ? "" : ", nulls: refuse")}"
        var fields = ["id: {type: text, purpose: identity, nulls: refuse}", subject]
        if channel == .web {
            fields += [
                "known_at: {type: instant, purpose: time}", "unknown_at: {type: instant, purpose: time}",
            ]
        } else {
            fields.append("occurred_at: {type: instant, purpose: time, nulls: refuse}")
        }
        if channel.hasRecordedTime {
            fields.append("recorded_at: {type: instant, purpose: time, nulls: refuse}")
        }
        fields += self.fields(channel)
        var text = """
              \(channel.rawValue):
                version: 1
                file: \(channel.file)
                format: \(format)
                history: full

            """
        if let select = select(channel) { text += "    select: |\n      \(select)\n" }
        text += "    fields:\n" + fields.map { "      \($0)\n" }.joined()
        text += "    events:\n" + events(channel).map { "      - {\($0)}\n" }.joined()
        return text
    }

    private func select(_ channel: Channel) -> String? {
        switch channel {
        case .web:
            // A visit is the lead's where the row names it, and the browser's otherwise.
            "SELECT id, lead, cookie, device, page, seconds, recorded_at, "
                + visits.map { "CASE WHEN \($0.condition) THEN 1 ELSE 0 END AS \($0.name), " }.joined()
                + "CASE WHEN lead IS NOT NULL THEN occurred_at END AS known_at, "
                + "CASE WHEN lead IS NULL THEN occurred_at END AS unknown_at FROM input"
        case .identity:
            "SELECT id, lead, occurred_at, recorded_at, CASE WHEN namespace = 'cookie' THEN key END AS cookie, "
                + "CASE WHEN namespace = 'email' THEN key END AS email_key FROM input"
        default: nil
        }
    }

    private func fields(_ channel: Channel) -> [String] {
        func filter(_ name: String) -> String { "\(name): {type: text, purpose: filter, nulls: refuse}" }
        func text(_ name: String) -> String { "\(name): {type: text, purpose: feature}" }
        func number(_ name: String, _ more: String = "") -> String {
            "\(name): {type: number, purpose: feature, minimum: 0\(more)}"
        }
        func link(_ name: String, personal: Bool = true) -> String {
            let namespace = name.hasSuffix("_key") ? String(name.dropLast(4)) : name
            return
                "\(name): {type: key, namespace: \(namespace), purpose: identity\(personal ? ", personal: true" : "")}"
        }
        let said = "text: {type: text, purpose: feature, personal: true}"
        switch channel {
        case .forms: return [text("form"), link("email_key")]
        case .chat: return [filter("author"), said]
        case .email: return [filter("action"), text("campaign")]
        case .web:
            return [link("cookie"), text("device"), text("page"), number("seconds", ", unit: seconds")]
                + visits.map { number($0.name, ", maximum: 1") }
        case .product:
            return [filter("action"), link("user"), text("feature"), number("seconds", ", unit: seconds")]
        case .crm: return [filter("action"), link("account", personal: false), number("value")]
        case .marketing: return [filter("action"), text("campaign")]
        case .tickets: return [text("priority"), text("topic"), said]
        case .subscriptions: return [filter("action"), text("plan"), number("amount", ", unit: USD")]
        case .surveys: return [number("rating", ", maximum: 10")]
        case .partners: return [text("partner")]
        case .enrichment:
            return [text("industry"), number("employees"), number("interest", ", maximum: 100")]
        case .identity: return [link("cookie"), link("email_key")]
        }
    }

    private func events(_ channel: Channel) -> [String] {
        func event(
            _ kind: String, attributes: String = "", where condition: String? = nil,
            subject: String = "lead", at time: String = "occurred_at", more: String = ""
        ) -> String {
            let recorded = channel.hasRecordedTime ? "recorded_at" : "assumed occurredAt + 0d"
            return "kind: \(kind), id: id, subject: \(subject), channel: \(channel.rawValue), "
                + "occurredAt: \(time), recordedAt: \(recorded)\(more), "
                + (condition.map { "where: {\($0)}, " } ?? "") + "attributes: [\(attributes)]"
        }
        func actions(_ kinds: [(action: String, kind: String)], attributes: String = "", more: String = "")
            -> [String]
        {
            kinds.map { event($0.kind, attributes: attributes, where: "action: \($0.action)", more: more) }
        }
        func same(_ kinds: [String]) -> [(action: String, kind: String)] { kinds.map { ($0, $0) } }
        switch channel {
        case .forms: return [event("form.submitted", attributes: "form, email_key")]
        case .chat:
            return [
                event("chat.message", where: "author: lead", more: ", text: text"),
                event("chat.answer", where: "author: agent", more: ", text: text"),
            ]
        case .email:
            return actions(
                ["sent", "opened", "clicked"].map { ($0, "email.\($0)") }, attributes: "campaign")
        case .web:
            let names = visits.map { ", \($0.name)" }.joined()
            return [
                event("page.viewed", attributes: "cookie, device, page, seconds\(names)", at: "known_at"),
                event(
                    "page.viewed", attributes: "device, page, seconds\(names)", subject: "cookie",
                    at: "unknown_at"),
            ]
        case .product:
            let planted = world.has(.outcomeCausedActivity) ? ["workspace.opened"] : []
            return actions(same(["feature.used"] + planted), attributes: "user, feature, seconds")
        case .crm:
            let planted = world.has(.backfilledValue) ? ["budget.confirmed"] : []
            return actions(
                same(
                    [
                        "lead.created", "lead.declined", "consent.granted", "consent.withdrawn",
                        "score.assigned",
                        "call.made",
                    ] + planted), attributes: "value", more: ", account: account")
        case .marketing:
            return actions(
                [("joined", "campaign.joined"), ("attended", "webinar.attended")], attributes: "campaign")
        case .tickets:
            return [event("ticket.opened", attributes: "priority, topic", more: ", text: text")]
        case .subscriptions:
            return actions(same(["trial.started", "subscription.started"]), attributes: "plan, amount")
        case .surveys: return [event("survey.answered", attributes: "rating")]
        case .partners: return [event("lead.referred", attributes: "partner")]
        case .enrichment:
            return [
                event("account.described", attributes: "industry, employees, interest", subject: "account")
            ]
        case .identity: return [event("key.linked", attributes: "cookie, email_key")]
        }
    }

    /// The snapshot of the leads.
    private var leads: String {
        let planted = LeadsFile(world).plantedColumns.map(\.column)
        let group = [world.settings.group?.field].compactMap { $0 }
        let texts = ["origin", "country"] + group
        var fields = texts.map { "\($0): {type: text, purpose: feature, known: atRecord}" }
        fields += planted.map { column in
            let isNumber = column == "close_value" || column == "touch_count"
            return "\(column): {type: \(isNumber ? "number" : "text"), purpose: feature, known: atRecord}"
        }
        return """
              leads:
                version: 1
                file: \(LeadsFile.name)
                format: {type: csv, delimiter: ",", header: 1}
                history: snapshot
                fields:
                  lead: {type: key, namespace: lead, purpose: identity, nulls: refuse}
                  created_at: {type: instant, purpose: time, known: atRecord, nulls: refuse}
            \(fields.map { "      \($0)" }.joined(separator: "\n"))
                events:
                  - {kind: lead.profiled, subject: lead, channel: crm, occurredAt: created_at, recordedAt: assumed occurredAt + 0d, attributes: [\((texts + planted).joined(separator: ", "))]}

            """
    }
}
