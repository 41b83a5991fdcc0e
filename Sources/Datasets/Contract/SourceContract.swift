/// What a source promises: a section of the pipeline file, or a file beside it.
///
/// Published, it is kept as canonical JSON in `contracts/<source>@<version>.json`, and never changes again.
public struct SourceContract: Codable, Equatable, Sendable {
    /// The version, raised by its author: its major part by whatever breaks a reader.
    public var version: ContractVersion
    /// Whether the source keeps what it once said; `full` unless given.
    public var history: SourceDefinition.History?
    /// One row-wise projection of `input`; without it, `SELECT * FROM input`.
    public var select: String?
    /// By name of field; a column not listed, or listed without a purpose, is dropped.
    public var fields: [String: FieldDefinition]
    /// By name of field, the dictionary that its texts are translated with.
    public var map: [String: ValueMapping]?
    /// The events that a row yields.
    public var events: [EventDefinition]

    /// Creates a contract.
    public init(
        version: ContractVersion, history: SourceDefinition.History? = nil, select: String? = nil,
        fields: [String: FieldDefinition], map: [String: ValueMapping]? = nil, events: [EventDefinition]
    ) {
        self.version = version
        self.history = history
        self.select = select
        self.fields = fields
        self.map = map
        self.events = events
    }
}
