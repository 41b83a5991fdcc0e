extension GateResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case checks, failures, inconclusive
        case isValid = "validation_ok"
        case lacksThresholds = "missing_thresholds"
        case missingSlices = "missing_slices"
        case isRubberStamp = "rubber_stamp"
    }

    /// Reads a result; `failures` and `inconclusive` follow from `checks`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            isValid: container.decode(Bool.self, forKey: .isValid),
            checks: container.decode([GateCheck].self, forKey: .checks),
            lacksThresholds: container.decode(Bool.self, forKey: .lacksThresholds),
            missingSlices: container.decode([String].self, forKey: .missingSlices),
            isRubberStamp: container.decode(Bool.self, forKey: .isRubberStamp))
    }

    /// Writes a result, with the failures a second time by themselves, for readers that want only those.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(isValid, forKey: .isValid)
        try container.encode(checks, forKey: .checks)
        try container.encode(failures, forKey: .failures)
        try container.encode(isInconclusive, forKey: .inconclusive)
        try container.encode(lacksThresholds, forKey: .lacksThresholds)
        try container.encode(missingSlices, forKey: .missingSlices)
        try container.encode(isRubberStamp, forKey: .isRubberStamp)
    }
}
