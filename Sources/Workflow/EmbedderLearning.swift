public import Storage

/// `learning.json` of an embedder's version: what it was learned from and how, and what it is worth.
public struct EmbedderLearning: Codable, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion = Self.formatVersion
    /// The program that learned.
    public var program: String
    /// The column that texts were read from.
    public var column: String
    /// The method and its settings.
    public var settings: JSONValue
    /// SHA-256 of the texts, each followed by the byte 255.
    public var texts: Digest
    /// When the newest of the texts was written, ISO 8601 in UTC; nil where it was not told.
    public var latest: String?
    /// What it is worth.
    public var quality: EmbedderQuality
}
