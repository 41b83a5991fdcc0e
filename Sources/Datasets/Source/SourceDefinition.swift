/// One relation of raw rows and the events they stand for: a section of `sources` in the pipeline file.
public struct SourceDefinition: Codable, Equatable, Sendable {
    /// The contract's version, raised by its author when the meaning of a field changes.
    public var version: Int
    /// The data file, relative to the pipeline file; a final `.gz` is read as such.
    public var file: String
    /// How the file is written.
    public var format: SourceFormat
    /// Whether the source keeps what it once said.
    public var history: History
    /// One row-wise projection of `input`; without it, `SELECT * FROM input`.
    public var select: String?
    /// The contract by name of field; a column not listed, or listed without a purpose, is dropped.
    public var fields: [String: FieldDefinition]
    /// The events that a row yields.
    public var events: [EventDefinition]
    /// The share of rows that may be quarantined before the whole import fails; 0.01 unless given.
    public var maximumBad: Double?

    /// Whether the source keeps what it once said.
    public enum History: String, Codable, Sendable {
        /// Rows are added, never changed.
        case full
        /// Rows are overwritten in place: what they said before is lost, so a field must say when it is known.
        case snapshot
    }

    /// Creates a definition.
    public init(
        version: Int = 1, file: String, format: SourceFormat, history: History = .full, select: String? = nil,
        fields: [String: FieldDefinition], events: [EventDefinition], maximumBad: Double? = nil
    ) {
        self.version = version
        self.file = file
        self.format = format
        self.history = history
        self.select = select
        self.fields = fields
        self.events = events
        self.maximumBad = maximumBad
    }

    /// The fields that are kept, by name in the order of Unicode scalars.
    var keptFields: [(name: String, field: FieldDefinition)] {
        fields.filter { $0.value.purpose != nil }.sorted { $0.key < $1.key }
            .map { (name: $0.key, field: $0.value) }
    }
}
