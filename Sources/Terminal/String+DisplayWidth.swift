extension String {
    /// The columns the text takes on a terminal, approximately: combining marks and controls none, East Asian
    /// wide characters and emoji two, all else one.
    ///
    /// Source: Unicode Standard Annex 11, the blocks whose characters are wide throughout.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text cut to a number of columns, with `…` at its end where something was cut.
    func cut(toWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        var used = 1
        var kept = ""
        for character in self {
            used += character.displayWidth
            if used > width { break }
            kept.append(character)
        }
        return width > 0 ? kept + "…" : ""
    }

    /// Control characters as the replacement character: data must not steer a terminal.
    var withoutControls: String { withoutControls(keeping: []) }

    /// The same for text of several lines: line breaks and tabs stay.
    var withoutControlsInLines: String { withoutControls(keeping: ["\n", "\t"]) }

    private func withoutControls(keeping kept: Set<Unicode.Scalar>) -> String {
        // 0xC2 begins the controls beyond ASCII; nearly every text has none of these bytes.
        guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return self }
        return String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control && !kept.contains(scalar)
                        ? "\u{FFFD}" : scalar
                }))
    }
}

extension Character {
    fileprivate var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
