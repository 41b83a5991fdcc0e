extension Transform: Codable {
    private enum CodingKeys: String, CodingKey { case clip }

    private struct Bounds: Codable {
        var lower: Double
        var upper: Double
    }

    /// Reads `log1p`, `signedLog1p`, `squareRoot` or `{clip: {lower: 0, upper: 10}}`.
    ///
    /// - Throws: `DecodingError` for another name.
    public init(from decoder: any Decoder) throws {
        guard let name = try? decoder.singleValueContainer().decode(String.self) else {
            let bounds = try decoder.container(keyedBy: CodingKeys.self).decode(Bounds.self, forKey: .clip)
            self = .clip(lower: bounds.lower, upper: bounds.upper)
            return
        }
        switch name {
        case "log1p": self = .log1p
        case "signedLog1p": self = .signedLog1p
        case "squareRoot": self = .squareRoot
        default:
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "'\(name)' is not a transform; write log1p, signedLog1p, squareRoot or"
                        + " {clip: {lower: …, upper: …}}"))
        }
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .log1p: try Self.encode("log1p", to: encoder)
        case .signedLog1p: try Self.encode("signedLog1p", to: encoder)
        case .squareRoot: try Self.encode("squareRoot", to: encoder)
        case .clip(let lower, let upper):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(Bounds(lower: lower, upper: upper), forKey: .clip)
        }
    }

    private static func encode(_ name: String, to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
