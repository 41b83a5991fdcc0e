public import Storage

/// Which gates a version was held against: what a journal says of a promotion, so that another file of gates than the one
/// that everybody expects is seen.
public struct GateSource: Codable, Hashable, Sendable {
    /// The name of the file that they stand in, without its folders.
    public var file: String
    /// The SHA-256 of what they ask for, and of the keys that they trust.
    public var digest: Digest
    /// The digest of the gates that the pipeline itself declares, where it declares some and these were held in their
    /// place; nil else.
    public var replaced: Digest?

    /// Names gates.
    public init(file: String, digest: Digest, replaced: Digest? = nil) {
        self.file = file
        self.digest = digest
        self.replaced = replaced
    }
}
