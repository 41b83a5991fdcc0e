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
        guard let transform = [Transform.log1p, .signedLog1p, .squareRoot].first(where: { $0.name == name })
        else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "'\(name)' is not a transform; write log1p, signedLog1p, squareRoot or"
                        + " {clip: {lower: …, upper: …}}"))
        }
        self = transform
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        if case .clip(let lower, let upper) = self {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(Bounds(lower: lower, upper: upper), forKey: .clip)
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(name)
        }
    }
}
