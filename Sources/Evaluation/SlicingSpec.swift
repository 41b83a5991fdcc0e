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
        for row in rows where row.slice == slice && !groups.contains(row.group) && matches(row.group) {
            groups.append(row.group)
        }
        return groups
    }

    /// Whether a group is meant: `overall`, `key=value`, or several of these joined by ` & `.
    func matches(_ group: String) -> Bool {
        if keys.isEmpty { return group == MetricRow.overall }
        var found: [String: String] = [:]
        for part in Self.parts(of: group) {
            guard let equals = part.firstIndex(of: "=") else { return false }
            found[String(part[..<equals])] = String(part[part.index(after: equals)...])
        }
        return Set(found.keys) == keys && featureValues.allSatisfy { found[$0.key] == $0.value }
    }

    /// The groupings it names.
    public var keys: Set<String> { Set(featureKeys).union(featureValues.keys) }

    /// As a group is written, `*` for every value.
    var text: String {
        if keys.isEmpty { return MetricRow.overall }
        return keys.sorted().map { "\($0)=\(featureValues[$0] ?? "*")" }.joined(separator: " & ")
    }

    private static func parts(of group: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = group[...]
        while let separator = rest.firstRange(of: " & ") {
            parts.append(rest[..<separator.lowerBound])
            rest = rest[separator.upperBound...]
        }
        return parts + [rest]
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
            featureKeys: container.decodeIfPresent([String].self, forKey: .featureKeys) ?? [],
            featureValues: container.decodeIfPresent([String: String].self, forKey: .featureValues) ?? [:])
    }

    /// Writes what is there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !featureKeys.isEmpty { try container.encode(featureKeys, forKey: .featureKeys) }
        if !featureValues.isEmpty { try container.encode(featureValues, forKey: .featureValues) }
    }
}
