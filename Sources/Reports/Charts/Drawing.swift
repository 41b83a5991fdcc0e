/// An SVG with its accessible name; wider than it was asked to be where a text would be cut off.
struct Drawing {
    let name: String
    let title: String
    let description: String
    let width: Double
    let height: Double

    func markup(_ body: (inout Markup) -> Void) -> Markup {
        var inner = Markup()
        body(&inner)
        let reach = inner.reach ?? 0...width
        let left = reach.lowerBound < 0 ? (reach.lowerBound - 4).rounded(.down) : 0
        let right = reach.upperBound > width ? (reach.upperBound + 4).rounded(.up) : width
        var markup = Markup()
        let size = [left, 0, right - left, height].map(NumberText.coordinate).joined(separator: " ")
        markup.element(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", size), ("role", "img"),
                ("aria-labelledby", "\(name)-title \(name)-description"),
            ]
        ) { svg in
            svg.element("title", [("id", "\(name)-title")], text: title)
            svg.element("desc", [("id", "\(name)-description")], text: description)
            svg.append(inner)
        }
        return markup
    }
}
