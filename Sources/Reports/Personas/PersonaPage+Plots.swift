extension PersonaPage {
    /// Features by persona.
    func heat(in part: inout Markup) {
        part.element(
            "p",
            text:
                "Each number is Cliff's delta: of all pairs of a lead of the persona and a lead of the others, the share in which the persona's lead has more, less the share in which it has less. "
                + "1.00 says that it always has more, 0 as often more as less, -1.00 always less. From about 0.15 on a difference is small, from 0.33 middling, from 0.47 large. "
                + "Of a category's value it is the share of the persona that has it, less the share of the others. A cell is empty where the feature is not among the dozen that tell that persona most."
        )
        let chart = EffectChart(
            name: "effects", title: "Features by persona",
            description: "Cliff's delta of each feature and persona, from -1 to 1.",
            rows: content.features.map(\.name), columns: content.groups.map(\.label),
            effects: content.features.map(\.effects))
        figure(
            chart.markup(),
            "Cliff's delta. Blue: the persona has more than others; orange: less; the darker, the more.",
            isWide: true, in: &part)
    }

    /// The middle of each input by persona.
    func middles(in part: inout Markup) {
        part.element(
            "p",
            text:
                "The median: half of the leads of whom it is known have no more, half no less. Of a category the commonest value, with its share. These are the inputs that groups are made of."
        )
        Table(
            caption: "The middle of each input, in its unit",
            columns: [.text("Input"), .text("Unit")]
                + content.groups.map { .number($0.label) } + [.number("All leads")],
            rows: content.middles.map { [$0.name, $0.unit] + $0.groups + [$0.all] }
        ).append(to: &part)
    }

    /// Leads on a plane.
    func map(in part: inout Markup) {
        let shares = content.explained.map { NumberText.percent($0) }.joined(separator: " and ")
        let chart = PersonaMapChart(content)
        let drawn = NumberText.grouped(content.places.count)
        let whole =
            content.places.count == content.leads
            ? "Each dot is a lead."
            : "Each dot is a lead: \(drawn) of \(NumberText.grouped(content.leads)) are drawn, spread evenly over time."
        let beyond =
            chart.beyond == 0
            ? ""
            : " \(NumberText.grouped(chart.beyond)) of them \(chart.beyond == 1 ? "lies" : "lie") beyond the frame and \(chart.beyond == 1 ? "stands" : "stand") at its edge."
        part.element("div", [("class", "plots")]) { grid in
            figure(
                chart.markup(),
                "\(whole)\(beyond) Each number is a group's centre. The two directions are those in which leads differ most (\(shares) of all variance): what overlaps here may be apart in others.",
                in: &grid)
            grid.element("ul", [("class", "key-list")]) { list in
                for (index, group) in content.groups.enumerated() {
                    list.element("li") { item in
                        item.element("span", [("class", "swatch group-\(index % 8)")], text: "\(index + 1)")
                        item.text(" \(group.name)")
                    }
                }
            }
        }
    }
}
