/// A place in a YAML text, counted from 1.
struct YAMLMark: Hashable, Sendable {
    var line: Int
    var column: Int

    static let start = YAMLMark(line: 1, column: 1)
}
