/// Which groups a threshold is about.
///
/// A group matches that is of the named keys, with the given values where values are given; no key at all stands for all
/// rows. A group of several keys is of no fewer; what only reads like one, since a value has ` & ` in it, is of one key.
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
    /// `GroupKey` writes a value so that it reads as no group of several keys. A text that was written otherwise may be
    /// both. It is held as both: a bound on the values of a key leaves none of them out.
    private func matches(_ group: String, among known: Set<String>) -> Bool {
        let keys = keys.sorted()
        return keys.isEmpty ? group == MetricRow.overall : isOf(keys, group, among: known)
    }

    /// Whether a text is one known group of each key, joined by ` & `.
    ///
    /// - Complexity: O(joints^(keys - 1)) look-ups, however often ` & ` stands in a value.
    private func isOf(_ keys: [String], _ text: String, among known: Set<String>) -> Bool {
        if keys.count == 1 {
            return known.contains(text) && fits(text, keys[0]) && !Self.isIntersection(text, among: known)
        }
        let bytes = Array(text.utf8)
        let joint = Array(" & ".utf8)
        for end in bytes.indices where bytes[end...].starts(with: joint) {
            let first = String(decoding: bytes[..<end], as: UTF8.self)
            guard known.contains(first) else { continue }
            let rest = String(decoding: bytes[(end + joint.count)...], as: UTF8.self)
            for (index, key) in keys.enumerated() where fits(first, key) {
                var others = keys
                others.remove(at: index)
                if isOf(others, rest, among: known) { return true }
            }
        }
        return false
    }

    /// Whether a text is a group of several keys for sure: each of its parts was measured, and so were the differences
    /// between its like, whose group are the keys alone.
    private static func isIntersection(_ text: String, among known: Set<String>) -> Bool {
        guard let key = GroupKey(text), key.parts.count > 1, known.contains(key.grouping) else {
            return false
        }
        return key.parts.allSatisfy { known.contains(GroupKey([$0]).text) }
    }

    /// Whether `key=value` is of a key, and of its value where one is given.
    private func fits(_ part: String, _ key: String) -> Bool {
        if let value = featureValues[key] {
            // As an evaluation writes it, or plain.
            let written = GroupKey([GroupKey.Part(grouping: key, value: value)]).text
            return part == written || part == "\(key)=\(value)"
        }
        return part.utf8.starts(with: "\(key)=".utf8)
    }

    /// The groupings it names.
    public var keys: Set<String> { Set(featureKeys).union(featureValues.keys) }

    /// As a group is written, `*` for every value.
    package var text: String {
        if keys.isEmpty { return MetricRow.overall }
        return keys.sorted().map { "\($0)=\(featureValues[$0] ?? "*")" }.joined(separator: " & ")
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
