/// Appends a drawing with a caption that everybody sees.
///
/// - Parameter isWide: as wide as the page; on a narrow screen it scrolls, by keyboard too.
func figure(_ drawing: Markup, _ caption: String, isWide: Bool = false, in part: inout Markup) {
    part.newLine()
    let frame: [Markup.Attribute] =
        isWide ? [("class", "wide"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption)] : []
    part.element("figure", frame) { figure in
        figure.append(drawing)
        figure.element("figcaption", text: caption)
    }
}
