/// How wide texts are in a drawing, before anyone has drawn them.
///
/// The widths are those of DejaVu Sans, which is wider than the other fonts that pages ask for: a text is nowhere longer than what was kept
/// for it.
enum TextWidth {
    /// The size that texts of drawings have at most, on a narrow screen.
    static let largest = 13.5

    /// Advances of the scalars from U+0020 to U+007E, in units of which an em has 2,048.
    private static let advances: [Double] = [
        651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690, 1303, 1303,
        1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087, 2048, 1401, 1405,
        1430, 1577, 1294, 1178, 1587, 1540, 604, 604, 1343, 1141, 1767, 1532, 1612, 1235, 1612, 1423, 1300,
        1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024, 1024, 1255, 1300, 1126, 1300,
        1260, 721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253, 1300, 1300, 842, 1067, 803, 1298, 1212,
        1675, 1212, 1212, 1075, 1303, 690, 1303, 1716,
    ]

    /// The width of a text; of other scalars than ASCII's an em each is kept, of pictures one and a half.
    ///
    /// - Complexity: O(length).
    static func of(_ text: String, size: Double = largest) -> Double {
        var units = 0.0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20...0x7E: units += advances[Int(scalar.value) - 0x20]
            case 0xA0: units += 651
            case 0x1F000...: units += 3072
            default: units += 2048
            }
        }
        return units / 2048 * size
    }

    /// A text that is no wider, with an ellipsis where something is left out.
    ///
    /// - Complexity: O(length squared) of a text that is wider.
    static func shortened(_ text: String, to width: Double, size: Double = largest) -> String {
        if of(text, size: size) <= width { return text }
        // No text of a drawing needs more.
        var cut = text.prefix(200)
        while !cut.isEmpty, of(cut + "…", size: size) > width { cut.removeLast() }
        return cut + "…"
    }
}
