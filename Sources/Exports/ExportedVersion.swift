public import Scoring
public import Storage

/// A version as exports name it: what scores, and where it comes from.
public struct ExportedVersion: Sendable {
    /// What scores.
    public var package: ScorerPackage
    /// The version's number.
    public var version: Int
    /// The version's digest.
    public var digest: Digest
    /// The program that writes the export, by name and version.
    public var program: String

    /// Names a version.
    public init(package: ScorerPackage, version: Int, digest: Digest, program: String) {
        self.package = package
        self.version = version
        self.digest = digest
        self.program = program
    }

    /// Where the scores come from, for the metadata of any format.
    var origin: [(name: String, value: String)] {
        [
            ("leadline.model", package.name), ("leadline.version", String(version)),
            ("leadline.digest", digest.description),
        ]
    }
}
