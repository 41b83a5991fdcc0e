extension String {
    /// The text broken at spaces so that no line is wider than `width` columns.
    ///
    /// Each line is indented by `indent` spaces. Words wider than a line stand alone, line breaks are kept.
    func wrapped(to width: Int, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
            var lines = [margin]
            var used = indent
            for word in paragraph.split(separator: " ") {
                let columns = String(word).displayWidth
                if used > indent, used + 1 + columns > width {
                    lines.append(margin)
                    used = indent
                }
                if used > indent {
                    lines[lines.count - 1] += " "
                    used += 1
                }
                lines[lines.count - 1] += word
                used += columns
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
