public import Storage

/// A version whose every byte was checked against its manifest.
public struct VerifiedVersion: Hashable, Sendable {
    /// What it holds.
    public let manifest: Manifest
    /// The SHA-256 of the manifest's file.
    public let digest: Digest
    /// The contents of all files but the manifest, by name.
    public let files: [String: [UInt8]]
    /// Who vouches for these very files; nil where nobody does.
    ///
    /// It is not part of the version or its digest.
    public private(set) var signature: ModelSignature?

    /// The version's number, from 1.
    public var version: Int { manifest.version }

    /// The digest of every file, the manifest included, by name: what a signature is of.
    var digests: [String: Digest] {
        var digests = Dictionary(
            manifest.files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        digests[Manifest.fileName] = digest
        return digests
    }

    func signed(_ signature: ModelSignature?) -> VerifiedVersion {
        var version = self
        version.signature = signature
        return version
    }
}
