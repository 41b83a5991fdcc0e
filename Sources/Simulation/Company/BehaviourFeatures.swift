/// What a pipeline asks of leads where personas differ in what they do: shares of channels, pages and hours.
///
/// Shares, since how much a lead does varies a hundredfold within each persona.
struct BehaviourFeatures {
    let world: World

    /// What leads do themselves, with the channel of each.
    private static let doings: [(kind: String, channel: Channel)] = [
        ("page.viewed", .web), ("chat.message", .chat), ("email.opened", .email), ("feature.used", .product),
        ("ticket.opened", .tickets), ("webinar.attended", .marketing), ("survey.answered", .surveys),
        ("form.submitted", .forms),
    ]

    /// Columns that say of a visit whether it was to a page or at some hours, each with its condition.
    var visitColumns: [(name: String, condition: String)] {
        guard world.plantsBehaviour else { return [] }
        let named = Set(world.personas.flatMap { $0.pages.map { Array($0.keys) } ?? [] })
        var columns = FirehoseCatalog.pages.filter(named.contains).map { page in
            (name: "on_\(page)", condition: "page = '\(page)'")
        }
        if world.personas.contains(where: { $0.hours != nil }) {
            let time = "CAST(occurred_at AS VARCHAR)"
            columns.append(("in_evening", "CAST(substr(\(time), 12, 2) AS INTEGER) >= 18"))
            columns.append(("at_weekend", "dayofweek(CAST(substr(\(time), 1, 10) AS DATE)) IN (0, 6)"))
        }
        return columns
    }

    /// The features, by name and definition, with the transform that a model takes.
    var entries: [(name: String, definition: String, transform: String)] {
        let kinds = Self.doings.map(\.kind).joined(separator: ", ")
        var entries = Self.doings.map { doing in
            (
                name: "share-\(doing.channel.rawValue)",
                definition: "kind: channelShare, kinds: [\(kinds)], channel: \(doing.channel.rawValue)",
                transform: ""
            )
        }
        for (name, _) in visitColumns {
            entries.append(
                (
                    "share-\(name.replacing("_", with: "-"))",
                    "kind: mean, of: page.viewed, attribute: \(name), unit: share", ""
                ))
        }
        if world.personas.contains(where: { $0.company != nil }) {
            entries.append(
                (
                    "employees",
                    "kind: attribute, of: account.described, attribute: employees, type: number, via: account",
                    "log1p"
                ))
        }
        return entries
    }
}
