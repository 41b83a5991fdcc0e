/// What tells a protected attribute among a model's inputs.
public struct ProxyResult: Codable, Equatable, Sendable {
    /// The value that is told from all others, as `sex=F`.
    public var group: String
    /// The three design columns that tell most, the strongest first; none where it could not be tested.
    public var inputs: [Input]

    /// One column.
    public struct Input: Codable, Equatable, Sendable {
        /// The column.
        public var name: String
        /// Its coefficient over its standard error, other columns kept.
        public var z: Double
    }
}
