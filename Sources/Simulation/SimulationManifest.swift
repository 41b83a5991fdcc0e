/// What was simulated, as `simulation.json` says it: the scenario, its seed, counts and the digest of each file.
public struct SimulationManifest: Codable, Equatable, Sendable {
    /// The version of this file's format; 1.
    public var format: Int
    /// The scenario's name.
    public var name: String
    /// The digest of the scenario's settings, without their layout and comments.
    public var scenario: String
    /// The seed.
    public var seed: UInt64
    /// What was made, by name.
    public var counts: [String: Int]
    /// The files, in the order of their paths.
    public var files: [SimulatedFile]
}
