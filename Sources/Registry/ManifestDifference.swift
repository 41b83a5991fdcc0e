/// A field in which two versions' manifests differ.
public struct ManifestDifference: Hashable, Sendable {
    /// The field, or `files.<name>`.
    public let field: String
    /// The first version's value; nil where it has none.
    public let left: String?
    /// The second version's value; nil where it has none.
    public let right: String?
}
