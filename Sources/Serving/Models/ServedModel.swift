public import Registry

/// A model to serve: which version answers, and which are tried beside it.
public struct ServedModel: Equatable, Sendable {
    /// The version that answers, by alias or by number.
    public var champion: ModelReference
    /// A version that answers a share of the leads.
    public var canary: CanaryPlan?
    /// Versions that are scored beside the one that answers, by alias, and never answer.
    public var shadows: [ModelReference] = []
    /// What becomes of values that rows lack; nil for the default.
    public var inputs: InputPolicy?
    /// What is answered where the model cannot; nil for an error.
    public var fallback: FallbackPolicy?
    /// When a model that is too slow is left alone; nil for never.
    public var breaker: BreakerPolicy?
    /// The model's name.
    public var name: String { champion.name }

    /// Which versions are loaded for what, but for the canary's share: what cannot change while the daemon runs.
    var versions: ServedModel {
        var versions = ServedModel(champion: champion)
        versions.canary = canary
        versions.canary?.percent = 0
        versions.shadows = shadows
        return versions
    }

    /// A model by the version that answers.
    public init(champion: ModelReference) { self.champion = champion }
}

extension ServedModel: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name, champion, canary, shadow, inputs, fallback, breaker
    }

    /// Reads `{name, champion, canary, shadow, inputs, fallback, breaker}`; the champion is an alias or a number,
    /// `production` unless given.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .name)
        let version = try container.decodeIfPresent(String.self, forKey: .champion)
        champion = try ModelReference(
            serving: version.map { name + (Int($0) == nil ? "@" : "/") + $0 } ?? name)
        canary = try container.decodeIfPresent(CanarySettings.self, forKey: .canary).map {
            try CanaryPlan($0, of: name)
        }
        shadows = try (container.decodeIfPresent([String].self, forKey: .shadow) ?? []).map {
            try ModelReference(challenger: $0, of: name)
        }
        inputs = try container.decodeIfPresent(InputPolicy.self, forKey: .inputs)
        fallback = try container.decodeIfPresent(FallbackPolicy.self, forKey: .fallback)
        breaker = try container.decodeIfPresent(BreakerPolicy.self, forKey: .breaker)
    }
}
