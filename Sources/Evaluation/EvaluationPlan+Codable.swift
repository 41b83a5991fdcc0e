extension EvaluationPlan: Codable {
    private enum CodingKeys: String, CodingKey {
        case top, capacity, thresholds, groups, protected, intersections, months, bands, findsRules, points,
            minimumGroupSize, cluster,
            resamples, pairedResamples,
            seed
    }

    /// Reads a plan; a key left out has its default, a setting out of range is a `DecodingError` at its key.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let defaults = try EvaluationPlan()
        do {
            try self.init(
                top: container.decodeIfPresent(Double.self, forKey: .top) ?? defaults.top,
                capacity: container.decodeIfPresent(Int.self, forKey: .capacity),
                thresholds: container.decodeIfPresent([Double].self, forKey: .thresholds)
                    ?? defaults.thresholds,
                groups: container.decodeIfPresent([String].self, forKey: .groups) ?? [],
                protected: container.decodeIfPresent([String].self, forKey: .protected) ?? [],
                intersections: container.decodeIfPresent(Bool.self, forKey: .intersections)
                    ?? defaults.intersections,
                months: container.decodeIfPresent(Bool.self, forKey: .months) ?? defaults.months,
                bands: container.decodeIfPresent([Double].self, forKey: .bands),
                findsRules: container.decodeIfPresent(Bool.self, forKey: .findsRules) ?? defaults.findsRules,
                points: container.decodeIfPresent(String.self, forKey: .points),
                minimumGroupSize: container.decodeIfPresent(Int.self, forKey: .minimumGroupSize)
                    ?? defaults.minimumGroupSize,
                cluster: container.decodeIfPresent(String.self, forKey: .cluster),
                resamples: container.decodeIfPresent(Int.self, forKey: .resamples) ?? defaults.resamples,
                pairedResamples: container.decodeIfPresent(Int.self, forKey: .pairedResamples)
                    ?? defaults.pairedResamples,
                seed: container.decodeIfPresent(UInt64.self, forKey: .seed) ?? defaults.seed)
        } catch EvaluationError.settingOutOfRange(let key, let range) {
            throw DecodingError.dataCorruptedError(
                forKey: CodingKeys(rawValue: key) ?? .top, in: container,
                debugDescription: EvaluationError.settingOutOfRange(key: key, range: range).description)
        }
    }

    /// Writes every setting, defaults too, so that a recorded plan stays complete.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(top, forKey: .top)
        try container.encodeIfPresent(capacity, forKey: .capacity)
        try container.encode(thresholds, forKey: .thresholds)
        try container.encode(groups, forKey: .groups)
        try container.encode(protected, forKey: .protected)
        try container.encode(intersections, forKey: .intersections)
        try container.encode(months, forKey: .months)
        try container.encodeIfPresent(bands, forKey: .bands)
        try container.encode(findsRules, forKey: .findsRules)
        try container.encodeIfPresent(points, forKey: .points)
        try container.encode(minimumGroupSize, forKey: .minimumGroupSize)
        try container.encodeIfPresent(cluster, forKey: .cluster)
        try container.encode(resamples, forKey: .resamples)
        try container.encode(pairedResamples, forKey: .pairedResamples)
        try container.encode(seed, forKey: .seed)
    }
}
