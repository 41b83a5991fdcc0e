public import Storage

/// A version whose every byte was checked against its manifest.
public struct VerifiedVersion: Hashable, Sendable {
    /// What it holds.
    public let manifest: Manifest
    /// The SHA-256 of the manifest's file.
    public let digest: Digest
    /// The contents of all files but the manifest, by name.
    public let files: [String: [UInt8]]

    /// The version's number, from 1.
    public var version: Int { manifest.version }
}
