/// The frame of a self-contained page: no scripts, nothing fetched, good on paper.
enum HTMLPage {
    /// The page's text.
    static func render(title: String, _ body: (inout Markup) -> Void) -> String {
        var page = Markup()
        page.verbatim("<!doctype html>\n")
        page.element("html", [("lang", "en")]) { html in
            html.newLine()
            html.element("head") { head in
                head.newLine()
                head.empty("meta", [("charset", "utf-8")])
                head.newLine()
                head.empty(
                    "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
                head.newLine()
                head.empty("meta", [("name", "color-scheme"), ("content", "light dark")])
                head.newLine()
                head.element("title", text: title)
                head.newLine()
                head.element("style") { $0.verbatim(styleSheet) }
                head.newLine()
            }
            html.newLine()
            html.element("body", [], body)
            html.newLine()
        }
        page.newLine()
        return page.rendered
    }
}
