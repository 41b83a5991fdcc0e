import Settings
import Testing

@Suite struct SyntaxTests {
    typealias Free = [String: [String: String]]

    @Test(arguments: [
        ("a: {b: c", 1, 9), ("a: 1\nb: [c,", 2, 7), ("a: 1\r\nb: \"c", 2, 5), ("a: {b: c\n", 2, 1),
    ])
    func aTextThatIsCutOffEndsInALineThatIsThere(text: String, line: Int, column: Int) {
        let error = #expect(throws: SettingsError.self) {
            try YAML.decode(Free.self, from: text, file: "a.yaml")
        }
        #expect(error?.line == line && error?.column == column, "\(error.map { "\($0)" } ?? "")")
    }

    @Test(arguments: [
        ("", "pipeline.yaml:1:1: the file has no settings; remedy: write the settings, or name another file"),
        (
            "# only a comment\n",
            "pipeline.yaml:1:1: the file has no settings; remedy: write the settings, or name another file"
        ),
        (
            "---\n...\n",
            "pipeline.yaml:1:1: the file has no settings; remedy: write the settings, or name another file"
        ),
        (
            "a: {b: c}\n---\nd: {}\n",
            "pipeline.yaml:2:1: a second document begins here; remedy: keep one document a file; remove the `---` line"
        ),
        (
            "a:\n  b: 1\n  c: 2\n  b: 3\n",
            "pipeline.yaml:4:3: a.b: duplicate key `b`, first on line 2; remedy: keep one of the two"
        ),
        (
            "a:\n\tb: 1\n",
            "pipeline.yaml:2:1: not valid YAML: tab character may not be used as indentation; remedy: indent with spaces, not with tabs"
        ),
        (
            "a: [b\nc: d\n",
            "pipeline.yaml:3:1: not valid YAML: flow sequence without a closing bracket; "
                + "remedy: check indentation, quotes, brackets and colons on this line and the one before"
        ),
        (
            "a: {b: *nowhere}\n",
            "pipeline.yaml:1:9: a.b: the alias `*nowhere` has no anchor before it; "
                + "remedy: write `&nowhere` at the value meant, before this line, or quote the value if it begins with `*`"
        ),
        (
            "a: &a {b: *a}\n",
            "pipeline.yaml:1:12: a.b: the alias `*a` has no anchor before it; "
                + "remedy: write `&a` at the value meant, before this line, or quote the value if it begins with `*`"
        ),
        (
            "a: {b: !!binary abc}\n",
            "pipeline.yaml:1:17: a.b: an explicit tag is not allowed; "
                + "remedy: remove the tag; quote a value to make it text"
        ),
        (
            "? [a]\n: b\n",
            "pipeline.yaml:1:3: a key must be text; found a list, a mapping or nothing; "
                + "remedy: write a word before the colon"
        ),
        (
            "a: {b: \"\u{0}\"}\n",
            "pipeline.yaml:1:9: the control character U+0000 is not allowed; "
                + "remedy: delete the character, or write it as an escape in double quotes"
        ),
        (
            "%YAML 1.2\n---\na: {}\n",
            "pipeline.yaml:1:1: a line that begins with `%` is not allowed; "
                + "remedy: remove the line; settings are YAML 1.2 without directives"
        ),
        (
            "- a\n- b\n",
            "pipeline.yaml:1:1: found a list, expected a mapping; remedy: write a mapping"
        ),
        (
            "just words",
            "pipeline.yaml:1:1: found the text `just words`, expected a mapping; remedy: write a mapping"
        ),
    ])
    func faultsOfTheText(text: String, message: String) {
        #expect(failure(Free.self, text)?.description == message)
    }

    @Test func anchorsAndAliases() throws {
        let text = "base: &base {x: '1', y: '2'}\nother: *base\n"
        let value = try YAML.decode(Free.self, from: text, file: "x")
        #expect(value == ["base": ["x": "1", "y": "2"], "other": ["x": "1", "y": "2"]])
    }

    @Test func aliasBombIsRefused() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let error = failure([String: [String]].self, text)
        #expect(error?.problem == .tooManyValues(limit: 100_000))
        #expect(error?.line == 5)
    }

    @Test func nestingIsLimited() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(failure([Anything].self, nested(64)) == nil)
        #expect(failure([Anything].self, nested(65))?.problem == .tooDeep(limit: 64))
        #expect(failure([Anything].self, nested(5_000))?.line == 1)
        let viaAlias =
            "a: &a \(nested(40))\nb: \(String(repeating: "[", count: 30))*a\(String(repeating: "]", count: 30))"
        #expect(failure([String: Anything].self, viaAlias)?.problem == .tooDeep(limit: 64))
        #expect(failure([String: Anything].self, viaAlias)?.line == 2)
    }

    @Test func sizeIsLimited() {
        let text = "a: " + String(repeating: "x", count: 4 << 20)
        #expect(failure([String: String].self, text)?.problem == .tooLarge(limit: 4 << 20))
        let many = "[" + String(repeating: "1,", count: 100_001) + "]"
        #expect(failure([Int].self, many)?.problem == .tooManyValues(limit: 100_000))
    }

    @Test func windowsLineEndsAndByteOrderMark() throws {
        let text = "\u{FEFF}a:\r\n  b: c\r\n"
        #expect(try YAML.decode(Free.self, from: text, file: "x") == ["a": ["b": "c"]])
    }
}

/// Takes any value and looks at all of it.
struct Anything: Decodable {
    init(from decoder: any Decoder) throws {
        if let mapping = try? decoder.container(keyedBy: AnyKey.self) {
            for key in mapping.allKeys { _ = try mapping.decode(Anything.self, forKey: key) }
        } else if var list = try? decoder.unkeyedContainer() {
            while !list.isAtEnd { _ = try list.decode(Anything.self) }
        }
    }

    struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
