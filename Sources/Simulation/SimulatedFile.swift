/// A file of a simulation, as `simulation.json` lists it.
public struct SimulatedFile: Codable, Equatable, Sendable {
    /// The path inside the folder.
    public var path: String
    /// The size.
    public var bytes: Int
    /// Rows, without a header; nil for files that have none.
    public var rows: Int?
    /// The digest of the content, in hexadecimal digits.
    public var sha256: String
}
