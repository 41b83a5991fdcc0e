/// A place in a YAML text, counted from 1.
struct YAMLMark: Comparable, Hashable, Sendable {
    var line: Int
    var column: Int

    static let start = YAMLMark(line: 1, column: 1)

    /// The earlier place in the text is the smaller.
    static func < (left: YAMLMark, right: YAMLMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
