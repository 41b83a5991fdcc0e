/// An SVG with its accessible name.
struct Drawing {
    let name: String
    let title: String
    let description: String
    let width: Double
    let height: Double

    func markup(_ body: (inout Markup) -> Void) -> Markup {
        var markup = Markup()
        let size = "0 0 \(NumberText.coordinate(width)) \(NumberText.coordinate(height))"
        markup.element(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", size), ("role", "img"),
                ("aria-labelledby", "\(name)-title \(name)-description"),
            ]
        ) { svg in
            svg.element("title", [("id", "\(name)-title")], text: title)
            svg.element("desc", [("id", "\(name)-description")], text: description)
            body(&svg)
        }
        return markup
    }
}
