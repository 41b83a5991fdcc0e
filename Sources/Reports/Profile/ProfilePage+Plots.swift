import Datasets

extension ProfilePage {
    /// Events by month, for each source and kind, and by channel.
    func volume(in part: inout Markup) {
        part.element("div", [("class", "plots small")]) { grid in
            for (index, kind) in profile.kinds.enumerated() {
                let chart = TimeChart(
                    name: "volume-\(index)", title: "Events of \(kind.source).\(kind.kind) by month",
                    description:
                        "\(NumberText.grouped(kind.events)) events of \(NumberText.grouped(kind.entities)) entities",
                    places: profile.months, values: kind.months.map(Double.init), label: "events by month",
                    hasBars: true)
                figure(
                    chart.markup(),
                    "\(kind.source).\(kind.kind): \(NumberText.grouped(kind.events)) events of \(NumberText.grouped(kind.entities)) entities, \(kind.firstDay) to \(kind.lastDay).",
                    in: &grid)
            }
        }
        // A row a month: there are many months and few channels, and paper is narrow.
        let names = profile.channels.map { $0.channel.isEmpty ? "(none)" : $0.channel }
        Table(
            caption: "Events by month and channel",
            columns: [.text("Month")] + names.map { .number($0) },
            rows: profile.months.indices.map { month in
                [profile.months[month]] + profile.channels.map { NumberText.grouped($0.months[month]) }
            } + [["All"] + profile.channels.map { NumberText.grouped($0.events) }]
        ).append(to: &part)
    }

    /// The share of events without a value, by attribute and month.
    func missing(in part: inout Markup) {
        let some = profile.fields.filter { $0.nulls > 0 }
        if !some.isEmpty {
            let chart = HeatChart(
                name: "nulls", title: "Missing values by month",
                description: "The share of events without a value, by attribute and month, in percent",
                rows: some.map { "\($0.source).\($0.kind).\($0.field)" }, columns: profile.months,
                shares: some.map { field in
                    zip(field.nullMonths, field.eventMonths).map { nulls, events in
                        events > 0 ? Double(nulls) / Double(events) : nil
                    }
                })
            figure(
                chart.markup(), "Percent of events without a value, by month; a full cell is 100 %.",
                isWide: true, in: &part)
        }
        let whole = profile.fields.count - some.count
        if whole > 0 {
            part.element(
                "p",
                text: whole == 1
                    ? "One attribute always has a value." : "\(whole) attributes always have a value.")
        }
    }

    /// What numbers and categories are like.
    func values(in part: inout Markup) {
        let numbers = profile.fields.filter { $0.number != nil }
        part.element("div", [("class", "plots small")]) { grid in
            for (index, field) in numbers.enumerated() {
                guard let number = field.number else { continue }
                let chart = TimeChart(
                    name: "median-\(index)", title: "Median of \(field.source).\(field.kind).\(field.field)",
                    description: "The median by month", places: profile.months, values: number.medianMonths,
                    label: "median by month")
                figure(
                    chart.markup(), "\(field.source).\(field.kind).\(field.field): median by month.",
                    in: &grid)
            }
        }
        if !numbers.isEmpty {
            Table(
                caption: "Numbers",
                columns: [
                    .text("Attribute"), .number("Values"), .number("Least"), .number("Lower quartile"),
                    .number("Median"), .number("Upper quartile"), .number("Greatest"), .number("Outliers"),
                ],
                rows: numbers.compactMap { field in
                    field.number.map { number in
                        ["\(field.source).\(field.kind).\(field.field)", NumberText.grouped(field.values)]
                            + [
                                number.minimum, number.lowerQuartile, number.median, number.upperQuartile,
                                number.maximum,
                            ].map(Self.amount)
                            + [number.outlierMonths.map { NumberText.grouped($0.reduce(0, +)) } ?? "–"]
                    }
                }
            ).append(to: &part)
        }
        let texts = profile.fields.filter { $0.category != nil }
        if texts.isEmpty { return }
        Table(
            caption: "Categories (named where ten entities or more share one)",
            columns: [
                .text("Attribute"), .number("Different"), .number("New after the first month"),
                .text("Commonest"),
            ],
            rows: texts.compactMap { field in
                field.category.map { category in
                    [
                        "\(field.source).\(field.kind).\(field.field)", NumberText.grouped(category.distinct),
                        NumberText.grouped(category.newMonths.dropFirst().reduce(0, +)),
                        category.top.map { "\($0.value) (\(NumberText.grouped($0.events)))" }.joined(
                            separator: ", "),
                    ]
                }
            }
        ).append(to: &part)
    }

    private static func amount(_ value: Double) -> String {
        NumberText.fixed(value, value == value.rounded() ? 0 : abs(value) >= 100 ? 1 : 3)
    }

    /// At which hours events lie.
    func hours(in part: inout Markup) {
        part.element("div", [("class", "plots small")]) { grid in
            for (index, rhythm) in profile.rhythms.enumerated() {
                let chart = TimeChart(
                    name: "hours-\(index)", title: "Hours of \(rhythm.source)",
                    description: "Events by hour of the day",
                    places: (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" },
                    values: rhythm.hours.map(Double.init), label: "events by hour (\(profile.zone))",
                    hasBars: true)
                let shift = rhythm.hoursLater.map { hours in
                    hours == 0
                        ? ", as with the other sources"
                        : ", nearest the others when moved by \(-hours) \(abs(hours) == 1 ? "hour" : "hours")"
                }
                figure(
                    chart.markup(),
                    "\(rhythm.source): \(NumberText.percent(rhythm.nightShare)) between midnight and five\(shift ?? "").",
                    in: &grid)
            }
        }
    }

    /// What became of the rows.
    func rows(in part: inout Markup) {
        Table(
            caption: "Accepted + quarantined + duplicate = read",
            columns: [
                .text("Source"), .number("Read"), .number("Accepted"), .number("Quarantined"),
                .number("Duplicate"), .number("Left out by WHERE"), .number("Events"), .text("Reconciles"),
            ],
            rows: profile.sources.map { source in
                let counts = source.counts
                return [source.name]
                    + [
                        counts.read, counts.accepted, counts.quarantined, counts.duplicate, counts.filtered,
                        counts.events,
                    ].map { NumberText.grouped($0) } + [source.reconciles ? "yes" : "no"]
            }
        ).append(to: &part)
        let reasons = profile.sources.flatMap { source in
            source.reasons.map { [source.name, $0.field ?? "–", $0.reason, NumberText.grouped($0.rows)] }
        }
        if reasons.isEmpty { return }
        Table(
            caption: "Why rows were set aside",
            columns: [.text("Source"), .text("Field"), .text("Reason"), .number("Rows")], rows: reasons
        ).append(to: &part)
    }
}
