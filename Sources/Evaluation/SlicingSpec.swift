/// Which groups a threshold is about.
///
/// A group matches that has exactly the named keys, with the given values where values are given; no key at all stands
/// for all rows.
///
/// - Source: TensorFlow Model Analysis, `SlicingSpec`.
public struct SlicingSpec: Equatable, Sendable {
    /// Groupings whose every value is meant.
    public var featureKeys: [String]
    /// Groupings with the one value that is meant.
    public var featureValues: [String: String]

    /// Creates a specification.
    public init(featureKeys: [String] = [], featureValues: [String: String] = [:]) {
        self.featureKeys = featureKeys
        self.featureValues = featureValues
    }

    /// The groups it is about, in the order of the rows.
    func groups(in rows: [MetricRow], slice: String) -> [String] {
        var groups: [String] = []
        var known: Set<String> = []
        for row in rows where row.slice == slice && known.insert(row.group).inserted {
            groups.append(row.group)
        }
        return groups.filter { matches($0, among: known) }
    }

    /// Whether a group is meant: `overall`, `key=value`, or several of these joined by ` & `.
    ///
    /// A value may have ` & ` and `=` in it. So a group is of several keys only where each of its parts is a group that
    /// was measured by itself; else all that follows the key is its value.
    private func matches(_ group: String, among known: Set<String>) -> Bool {
        let keys = keys.sorted()
        if keys.isEmpty { return group == MetricRow.overall }
        let intersections = Self.intersections(group, known)
        if keys.count == 1 {
            // A value that is named whole is meant, however it reads.
            return fits(group, keys[0]) && (intersections.isEmpty || featureValues[keys[0]] != nil)
        }
        return intersections.contains { parts in
            parts.count == keys.count && keys.allSatisfy { key in parts.contains { fits($0, key) } }
        }
    }

    /// Whether `key=value` is of a key, and of its value where one is given.
    private func fits(_ part: String, _ key: String) -> Bool {
        if let value = featureValues[key] { return part == "\(key)=\(value)" }
        return part.utf8.starts(with: "\(key)=".utf8)
    }

    /// The groupings it names.
    public var keys: Set<String> { Set(featureKeys).union(featureValues.keys) }

    /// As a group is written, `*` for every value.
    package var text: String {
        if keys.isEmpty { return MetricRow.overall }
        return keys.sorted().map { "\($0)=\(featureValues[$0] ?? "*")" }.joined(separator: " & ")
    }

    /// The ways to read a text as two or more known groups joined by ` & `.
    private static func intersections(_ text: String, _ known: Set<String>) -> [[String]] {
        let bytes = Array(text.utf8)
        let joint = Array(" & ".utf8)
        var found: [[String]] = []
        for end in bytes.indices where bytes[end...].starts(with: joint) {
            let first = String(decoding: bytes[..<end], as: UTF8.self)
            guard known.contains(first) else { continue }
            let rest = String(decoding: bytes[(end + joint.count)...], as: UTF8.self)
            if known.contains(rest) { found.append([first, rest]) }
            found += intersections(rest, known).map { [first] + $0 }
        }
        return found
    }
}

extension SlicingSpec: Codable {
    private enum CodingKeys: String, CodingKey {
        case featureKeys = "feature_keys"
        case featureValues = "feature_values"
    }

    /// Reads a specification; both keys may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            featureKeys: container.decodeIfWritten([String].self, forKey: .featureKeys) ?? [],
            featureValues: container.decodeIfWritten([String: String].self, forKey: .featureValues) ?? [:])
    }

    /// Writes what is there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !featureKeys.isEmpty { try container.encode(featureKeys, forKey: .featureKeys) }
        if !featureValues.isEmpty { try container.encode(featureValues, forKey: .featureValues) }
    }
}
