/// A version that is tried on a share of a model's leads, as the settings file says it.
public struct CanarySettings: Decodable, Equatable, Sendable {
    /// The alias that names it.
    public var version: String
    /// The share of the leads, in percent.
    public var percent: Double
    /// What the choice of the leads depends on beside the model.
    public var salt: String?
    /// When it is stopped.
    public var stop: CanaryStopSettings?
}
