/// One of the files of a source, and the contract that its rows were written under.
///
/// Written as the path alone, or as `{path: 2023.csv, contract: 1.2, format: {...}}`.
public struct SourceFile: Codable, Equatable, Sendable {
    /// Where it is, relative to the pipeline file; empty for a table of PostgreSQL.
    public var path: String
    /// The version of the published contract that the rows keep; without it, the source's own.
    public var contract: ContractVersion?
    /// How it is written; without it, as the source says.
    public var format: SourceFormat?
    /// The published contract of that version, once it has been looked up.
    public internal(set) var terms: SourceContract?

    /// Names a file.
    public init(path: String, contract: ContractVersion? = nil, format: SourceFormat? = nil) {
        self.path = path
        self.contract = contract
        self.format = format
    }

    private enum CodingKeys: String, CodingKey { case path, contract, format, terms }

    /// Decodes a path or a mapping.
    public init(from decoder: any Decoder) throws {
        if let path = try? decoder.singleValueContainer().decode(String.self) {
            self.init(path: path)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            path: try container.decode(String.self, forKey: .path),
            contract: try container.decodeIfPresent(ContractVersion.self, forKey: .contract),
            format: try container.decodeIfPresent(SourceFormat.self, forKey: .format))
    }

    /// Encodes the mapping, with the terms of its contract: they decide what its rows mean.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(path, forKey: .path)
        try container.encodeIfPresent(contract, forKey: .contract)
        try container.encodeIfPresent(format, forKey: .format)
        try container.encodeIfPresent(terms, forKey: .terms)
    }
}
