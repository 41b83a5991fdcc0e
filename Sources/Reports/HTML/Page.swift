/// A page of sections below a header: one self-contained file, no scripts, nothing fetched, light and dark.
struct Page {
    let title: String
    let header: (inout Markup) -> Void
    let sections: [Section]

    /// A part of the page below a heading of its own.
    struct Section {
        var name: String
        var title: String
        var body: (inout Markup) -> Void
    }

    /// The file's text, UTF-8.
    func render() -> String {
        HTMLPage.render(title: title) { body in
            top(in: &body)
            body.newLine()
            body.element("main") { main in
                for section in sections {
                    main.newLine()
                    main.element("section", [("aria-labelledby", section.name)]) { part in
                        part.element("h2", [("id", section.name)], text: section.title)
                        section.body(&part)
                    }
                }
                main.newLine()
            }
            body.newLine()
        }
    }

    private func top(in body: inout Markup) {
        body.newLine()
        body.element("header", [], header)
        body.newLine()
        body.element("nav", [("aria-label", "Sections")]) { nav in
            nav.element("ul") { list in
                for section in sections {
                    list.element("li") {
                        $0.element("a", [("href", "#\(section.name)")], text: section.title)
                    }
                }
            }
        }
    }
}
