public import Registry

/// The personas to serve beside the models: which version says who a lead is.
public struct ServedPersonas: Equatable, Sendable, Decodable {
    /// The version, by alias or by number.
    public let reference: ModelReference

    /// Personas by the version that answers.
    public init(_ reference: ModelReference) { self.reference = reference }

    /// Reads `NAME`, `NAME@ALIAS` or `NAME/VERSION`; the alias is `production` unless given.
    public init(from decoder: any Decoder) throws {
        reference = try ModelReference(serving: try decoder.singleValueContainer().decode(String.self))
    }
}
