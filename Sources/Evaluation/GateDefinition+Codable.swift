extension GateDefinition: Codable {
    private enum CodingKeys: String, CodingKey {
        case metric, slice, group, bound, minimum, severity
        case valueThreshold = "value_threshold"
        case changeThreshold = "change_threshold"
        case perSliceThresholds = "per_slice_thresholds"
        case crossSliceThresholds = "cross_slice_thresholds"
        case camelCaseValueThreshold = "valueThreshold"
        case camelCaseChangeThreshold = "changeThreshold"
    }

    /// Reads a gate; one that cannot be evaluated is a `DecodingError`.
    ///
    /// Keys in camelCase are read too.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        do {
            try self.init(
                metric: container.decode(String.self, forKey: .metric),
                slice: container.decodeIfWritten(String.self, forKey: .slice) ?? "test",
                group: container.decodeIfWritten(String.self, forKey: .group) ?? MetricRow.overall,
                bound: container.decodeIfWritten(Bound.self, forKey: .bound) ?? .value,
                valueThreshold: container.decodeIfWritten(
                    ValueThreshold.self, forKey: .valueThreshold, or: .camelCaseValueThreshold),
                changeThreshold: container.decodeIfWritten(
                    ChangeThreshold.self, forKey: .changeThreshold, or: .camelCaseChangeThreshold),
                perSliceThresholds: container.decodeListIfWritten(
                    SliceThreshold.self, forKey: .perSliceThresholds),
                crossSliceThresholds: container.decodeListIfWritten(
                    CrossSliceThreshold.self, forKey: .crossSliceThresholds),
                minimum: container.decodeIfWritten(MinimumCounts.self, forKey: .minimum),
                severity: container.decodeIfWritten(Severity.self, forKey: .severity) ?? .fail)
        } catch let error as EvaluationError {
            throw DecodingError.dataCorruptedError(
                forKey: .metric, in: container, debugDescription: error.description)
        }
    }

    /// Writes every setting, defaults too.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(metric, forKey: .metric)
        try container.encode(slice, forKey: .slice)
        try container.encode(group, forKey: .group)
        try container.encode(bound, forKey: .bound)
        try container.encodeIfPresent(valueThreshold, forKey: .valueThreshold)
        try container.encodeIfPresent(changeThreshold, forKey: .changeThreshold)
        if !perSliceThresholds.isEmpty {
            try container.encode(perSliceThresholds, forKey: .perSliceThresholds)
        }
        if !crossSliceThresholds.isEmpty {
            try container.encode(crossSliceThresholds, forKey: .crossSliceThresholds)
        }
        try container.encodeIfPresent(minimum, forKey: .minimum)
        try container.encode(severity, forKey: .severity)
    }
}
