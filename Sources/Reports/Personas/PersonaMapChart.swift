/// Leads on a plane, in their groups' colours.
struct PersonaMapChart {
    private let content: PersonaPageContent
    private let x: AxisScale
    private let y: AxisScale

    init(_ content: PersonaPageContent) {
        self.content = content
        let all = content.places + content.centres
        func axis(_ values: [Double], _ label: String) -> AxisScale {
            // The farthest few would press all others into a corner.
            let sorted = values.sorted()
            let (low, high) = (sorted[sorted.count / 200], sorted[sorted.count - 1 - sorted.count / 200])
            return AxisScale(low...max(low, high), label: label)
        }
        x = axis(all.map(\.x), "first direction")
        y = axis(all.map(\.y), "second direction")
    }

    /// Leads that lie beyond the axes, and are drawn at their ends.
    var beyond: Int {
        content.places.count {
            $0.x < x.lowest || $0.x > x.highest || $0.y < y.lowest || $0.y > y.highest
        }
    }

    func markup() -> Markup {
        let chart = Chart(
            name: "map-chart", title: "Leads on a plane",
            description: "\(content.places.count) leads and the centres of \(content.groups.count) groups.",
            x: x, y: y)
        return chart.markup { svg in
            for place in content.places {
                svg.disc(
                    "group-\(place.group % 8) lead-dot", chart.across(place.x), chart.down(place.y),
                    radius: 2.2)
            }
            for centre in content.centres {
                let (x, y) = (chart.across(centre.x), chart.down(centre.y))
                svg.disc("centre-dot", x, y, radius: 10)
                svg.label("tick middle strong", x, y + 4, "\(centre.group + 1)")
            }
        }
    }
}
