/// One relation of raw rows and the events they stand for: a section of `sources` in the pipeline file.
public struct SourceDefinition: Equatable, Sendable {
    /// The contract's version.
    public var version: ContractVersion
    /// The one data file, relative to the pipeline file, or empty where `files` says; a final `.gz` is read as such.
    public var file: String
    /// Several data files of one kind, such as one a month, or old ones that keep an older contract.
    public var files: [SourceFile]?
    /// How the files are written.
    public var format: SourceFormat
    /// Whether the source keeps what it once said.
    public var history: History
    /// One row-wise projection of `input`; without it, `SELECT * FROM input`.
    public var select: String?
    /// The contract by name of field; a column not listed, or listed without a purpose, is dropped.
    public var fields: [String: FieldDefinition]
    /// By name of field, the dictionary that its texts are translated with.
    public var map: [String: ValueMapping]?
    /// The events that a row yields.
    public var events: [EventDefinition]
    /// The share of rows that may be quarantined before the whole import fails; 0.01 unless given.
    public var maximumBad: Double?
    /// The file beside the pipeline that holds the contract; nil where it stands in the pipeline itself.
    public var contractFile: String?

    /// Whether the source keeps what it once said.
    public enum History: String, Codable, Sendable {
        /// Rows are added, never changed.
        case full
        /// Rows are overwritten in place: what they said before is lost, so a field must say when it is known.
        case snapshot
    }

    /// Creates a definition.
    public init(
        version: ContractVersion = 1, file: String, files: [SourceFile]? = nil, format: SourceFormat,
        history: History = .full, select: String? = nil, fields: [String: FieldDefinition],
        map: [String: ValueMapping]? = nil, events: [EventDefinition], maximumBad: Double? = nil
    ) {
        self.version = version
        self.file = file
        self.files = files
        self.format = format
        self.history = history
        self.select = select
        self.fields = fields
        self.map = map
        self.events = events
        self.maximumBad = maximumBad
    }

    /// The fields that are kept, by name in the order of Unicode scalars.
    var keptFields: [(name: String, field: FieldDefinition)] {
        fields.filter { $0.value.purpose != nil }.sorted { $0.key < $1.key }
            .map { (name: $0.key, field: $0.value) }
    }
}
