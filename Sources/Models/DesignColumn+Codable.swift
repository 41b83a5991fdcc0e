extension DesignColumn: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, input, kind, transforms, level, bins, evidence, of
    }

    private enum Kind: String, Codable {
        case number, level, otherLevels, missingIndicator, bins, levelEvidence, product
    }

    /// Reads `{"name", "input", "kind"}` with `transforms` for a number, `level` for a level, `bins` and `evidence` for those,
    /// and `of`, the indices of two columns, for a product.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        input = try container.decode(Int.self, forKey: .input)
        encoding =
            switch try container.decode(Kind.self, forKey: .kind) {
            case .number: .number(transforms: try container.decode([Transform].self, forKey: .transforms))
            case .level: .level(try container.decode(Int.self, forKey: .level))
            case .otherLevels: .otherLevels
            case .missingIndicator: .missingIndicator
            case .bins: .bins(try container.decode(EvidenceBins.self, forKey: .bins))
            case .levelEvidence: .levelEvidence(try container.decode(LevelEvidence.self, forKey: .evidence))
            case .product: try Self.product(container)
            }
    }

    private static func product(_ container: KeyedDecodingContainer<CodingKeys>) throws -> Encoding {
        let factors = try container.decode([Int].self, forKey: .of)
        guard factors.count == 2 else {
            throw DecodingError.dataCorruptedError(
                forKey: .of, in: container, debugDescription: "a product is of two columns")
        }
        return .product(factors[0], factors[1])
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(input, forKey: .input)
        switch encoding {
        case .number(let transforms):
            try container.encode(Kind.number, forKey: .kind)
            try container.encode(transforms, forKey: .transforms)
        case .level(let level):
            try container.encode(Kind.level, forKey: .kind)
            try container.encode(level, forKey: .level)
        case .otherLevels:
            try container.encode(Kind.otherLevels, forKey: .kind)
        case .missingIndicator:
            try container.encode(Kind.missingIndicator, forKey: .kind)
        case .bins(let bins):
            try container.encode(Kind.bins, forKey: .kind)
            try container.encode(bins, forKey: .bins)
        case .levelEvidence(let evidence):
            try container.encode(Kind.levelEvidence, forKey: .kind)
            try container.encode(evidence, forKey: .evidence)
        case .product(let first, let second):
            try container.encode(Kind.product, forKey: .kind)
            try container.encode([first, second], forKey: .of)
        }
    }
}
