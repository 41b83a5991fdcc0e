/// What a gate compares a candidate with, on the same rows of the same slice.
public enum GateBaseline: Equatable, Sendable {
    /// The baseline's metric rows.
    case rows([MetricRow])
    /// There is a baseline, but it may not or cannot be measured on these rows: comparisons are inconclusive.
    case refused(reason: String)
}

extension GateBaseline: Codable {
    private enum CodingKeys: String, CodingKey { case rows, refused }

    /// Reads `{"rows": [...]}` or `{"refused": "why"}`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let reason = try container.decodeIfPresent(String.self, forKey: .refused) {
            self = .refused(reason: reason)
        } else {
            self = .rows(try container.decode([MetricRow].self, forKey: .rows))
        }
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .rows(let rows): try container.encode(rows, forKey: .rows)
        case .refused(let reason): try container.encode(reason, forKey: .refused)
        }
    }
}
