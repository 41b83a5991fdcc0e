import Testing

@testable import Terminal

@Suite struct TableTests {
    @Test func golden() {
        let table = Table(
            headers: ["metric", "value", "method"],
            rows: [["auroc", "0.731", "DeLong"], ["average precision", "0.2", ""], ["lift"]],
            alignments: [.left, .right])
        #expect(
            table.lines(width: nil).joined(separator: "\n")
                == """
                metric             value  method
                ─────────────────  ─────  ──────
                auroc              0.731  DeLong
                average precision    0.2
                lift
                """)
    }

    @Test func cutsTheWidestWords() {
        let table = Table(
            headers: ["feature", "reason", "n"],
            rows: [["recency", "a customer who bought yesterday buys again tomorrow", "12345"]],
            alignments: [.left, .left, .right])
        let lines = table.lines(width: 40)
        #expect(lines.allSatisfy { $0.displayWidth <= 40 })
        #expect(
            lines.joined(separator: "\n")
                == """
                feature  reason                        n
                ───────  ────────────────────────  ─────
                recency  a customer who bought y…  12345
                """)
        // Numbers are never cut, and words not below eight columns.
        #expect(table.lines(width: 5)[2] == "recency  a custo…  12345")
    }

    @Test func wideCharacters() {
        let table = Table(
            headers: ["名前", "n"], rows: [["東京", "1"], ["Zoë", "2"], ["e\u{301}", "3"], ["👍🏽", "4"]])
        #expect(
            table.lines(width: nil).joined(separator: "\n")
                == """
                名前  n
                ────  ─
                東京  1
                Zoë   2
                e\u{301}     3
                👍🏽    4
                """)
    }

    @Test func dataCannotSteerTheTerminal() {
        let table = Table(headers: ["x"], rows: [["\u{1B}[2Jhidden\nline\u{9B}"]])
        #expect(table.lines(width: nil)[2] == "\u{FFFD}[2Jhidden\u{FFFD}line\u{FFFD}")
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("ｱ", 1), ("Ａ", 2), ("…", 1),
    ])
    func displayWidths(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func cutting() {
        #expect("abcdef".cut(toWidth: 4) == "abc…")
        #expect("abcd".cut(toWidth: 4) == "abcd")
        #expect("日本語".cut(toWidth: 4) == "日…")
        #expect("abc".cut(toWidth: 0) == "")
    }

    @Test func wrapping() {
        #expect("one two three".wrapped(to: 8) == "one two\nthree")
        #expect("one two three".wrapped(to: 10, indent: 3) == "   one two\n   three")
        #expect("unbreakable word".wrapped(to: 4) == "unbreakable\nword")
        #expect("a\n\nb".wrapped(to: 10) == "a\n\nb")
    }
}
