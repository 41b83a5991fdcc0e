/// The name of a group of rows: `overall`, `region=north`, or `sex=F & age-band=25-40` where groupings intersect.
///
/// In a value a backslash is written twice, and an ampersand after a space gets one before it, so that a name can be
/// read in one way only, whatever the values are.
public struct GroupKey: Equatable, Sendable {
    /// One grouping with its value.
    public struct Part: Equatable, Sendable {
        /// The grouping's name, without `=` and without ` & `.
        public var grouping: String
        /// The value as it is in the data, or `Grouping.missing`.
        public var value: String

        /// Creates a part.
        public init(grouping: String, value: String) {
            self.grouping = grouping
            self.value = value
        }
    }

    /// The groupings with their values, in written order; none for all rows.
    public var parts: [Part]

    /// Creates a key of its parts.
    public init(_ parts: [Part]) { self.parts = parts }

    /// Reads what `text` writes.
    ///
    /// - Returns: nil for what is no group of values, such as the name of a grouping alone.
    /// - Complexity: O(length).
    public init?(_ text: String) {
        parts = []
        if text == MetricRow.overall { return }
        var rest = text.unicodeScalars[...]
        repeat {
            let end = Self.separator(in: rest)
            let part = rest[..<(end ?? rest.endIndex)]
            rest = end.map { rest[rest.index($0, offsetBy: Self.joint.unicodeScalars.count)...] } ?? rest
            guard let sign = part.firstIndex(of: "=") else { return nil }
            parts.append(
                Part(
                    grouping: String(part[..<sign]), value: Self.unescaped(part[part.index(after: sign)...])))
            if end == nil { return }
        } while true
    }

    /// The name, as in `MetricRow.group`.
    public var text: String {
        if parts.isEmpty { return MetricRow.overall }
        return parts.map { "\($0.grouping)=\(Self.escaped($0.value))" }.joined(separator: Self.joint)
    }

    /// The groupings' names, joined as those of a contrast's `group` are.
    public var grouping: String { parts.map(\.grouping).joined(separator: Self.joint) }

    /// The values as people read them.
    public var values: String { parts.map(\.value).joined(separator: Self.joint) }

    /// The name as people read it: values as they are in the data, so that two keys may have one.
    public var words: String {
        if parts.isEmpty { return MetricRow.overall }
        return parts.map { "\($0.grouping)=\($0.value)" }.joined(separator: Self.joint)
    }

    /// Whether a grouping of that name can be told in a key.
    static func admits(name: String) -> Bool {
        !name.isEmpty && !name.contains("=") && !name.contains(joint)
    }

    static let joint = " & "

    private static func escaped(_ value: String) -> String {
        var text = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in value.unicodeScalars {
            if scalar == "\\" || (scalar == "&" && last == " ") { text.append("\\") }
            text.append(scalar)
            last = scalar
        }
        return String(text)
    }

    private static func unescaped(_ value: Substring.UnicodeScalarView) -> String {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in value {
            if scalar == "\\", !isEscaped {
                isEscaped = true
            } else {
                text.append(scalar)
                isEscaped = false
            }
        }
        return String(text)
    }

    private static func separator(in text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView.Index?
    {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].starts(with: joint.unicodeScalars) { return index }
            index = text.index(after: index)
        }
        return nil
    }
}
