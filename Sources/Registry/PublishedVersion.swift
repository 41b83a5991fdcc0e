public import Storage

/// A version of the registry, by its manifest.
public struct PublishedVersion: Hashable, Sendable {
    /// What it holds.
    public let manifest: Manifest
    /// The SHA-256 of the manifest's file.
    public let digest: Digest
    /// Whether this call made it; false where it was there already.
    public let isNew: Bool

    /// The version's number, from 1.
    public var version: Int { manifest.version }
}
