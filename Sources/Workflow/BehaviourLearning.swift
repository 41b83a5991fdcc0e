public import Learning
public import Storage

/// `learning.json` of a version that embeds behaviour: what it was learned from and how, and what it is worth.
public struct BehaviourLearning: Codable, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion = Self.formatVersion
    /// The program that learned.
    public var program: String
    /// The name of the pipeline whose train slice it was learned from.
    public var pipeline: String
    /// The last cutoff that was learned from: no event that occurred or was recorded then or later had a part in it.
    public var until: String
    /// The settings.
    public var behaviour: BehaviourVectorizing.Configuration
    /// SHA-256 of every data file by source.
    public var data: [String: Digest]
    /// What it is worth.
    public var quality: BehaviourQuality
}
