extension StatusPage {
    /// How probabilities are spread, by twentieths, as bars; the numbers stand in the bars' titles and in a text.
    func histogram(_ page: inout HTMLWriter, _ bins: [Int], version: String) {
        let most = max(1, bins.max() ?? 0)
        let (width, height, left, bottom) = (400, 120, 4, 20)
        let step = Double(width - 2 * left) / Double(bins.count)
        page.element("figure") { page in
            page.element("figcaption", "Rows of version \(version) by probability")
            page.element(
                "svg",
                [("viewBox", "0 0 \(width) \(height + bottom)"), ("role", "img")]
            ) { page in
                page.element("title", "Rows of version \(version) by probability")
                page.element("desc", Self.words(bins))
                for (bin, count) in bins.enumerated() {
                    // What is there is seen, however little it is.
                    let size = count == 0 ? 0 : max(1, Double(height - 4) * Double(count) / Double(most))
                    page.element(
                        "rect",
                        [
                            ("x", Self.decimals(Double(left) + step * Double(bin) + 1, 1)),
                            ("y", Self.decimals(Double(height) - size, 1)),
                            ("width", Self.decimals(step - 2, 1)),
                            ("height", Self.decimals(size, 1)),
                        ]
                    ) { page in
                        page.element(
                            "title",
                            "\(Self.decimals(Double(bin) / 20, 2)) to \(Self.decimals(ScoreTally.bound(bin), 2)): \(Self.grouped(count)) rows"
                        )
                    }
                }
                page.element(
                    "line",
                    [("x1", "\(left)"), ("x2", "\(width - left)"), ("y1", "\(height)"), ("y2", "\(height)")]
                ) { _ in }
                for (mark, anchor) in zip(
                    [0, 0.25, 0.5, 0.75, 1], ["start", "middle", "middle", "middle", "end"])
                {
                    page.element(
                        "text",
                        [
                            ("x", Self.decimals(Double(left) + Double(width - 2 * left) * mark, 1)),
                            ("y", "\(height + 15)"), ("text-anchor", anchor),
                        ], Self.decimals(mark, 2))
                }
            }
        }
    }

    private static func words(_ bins: [Int]) -> String {
        let told = bins.enumerated().filter { $0.element > 0 }.map { bin, count in
            "\(count) up to \(decimals(ScoreTally.bound(bin), 2))"
        }
        return "Rows by probability: " + told.joined(separator: ", ")
    }
}
