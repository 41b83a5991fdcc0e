/// The plain-table way: rows that carry their features and their label, in order of time.
public struct TableDefinition: Codable, Equatable, Sendable {
    /// The contract's version; 1 unless given.
    public var version: Int?
    /// The data file, relative to the pipeline file.
    public var file: String
    /// How the file is written.
    public var format: SourceFormat
    /// One row-wise projection of `input`; without it, `SELECT * FROM input`.
    public var select: String?
    /// What puts the rows in order of time.
    public var order: Order
    /// Which field is the label, and its positive value.
    public var label: Label
    /// The contract by name of field.
    ///
    /// Fields with the purpose `feature` become features, unless they are known only
    /// after the outcome.
    public var fields: [String: FieldDefinition]
    /// The shares of the rows, in order.
    public var slices: Shares
    /// The share of rows that may be quarantined before the import fails; 0.01 unless given.
    public var maximumBad: Double?

    /// What puts the rows in order of time.
    public enum Order: Codable, Equatable, Sendable {
        /// Their order in the file.
        case rows
        /// A date or instant field.
        case asOf(String)

        private enum Key: String, CodingKey { case asOf }

        /// Decodes `rows`, or `{asOf: field}`.
        public init(from decoder: any Decoder) throws {
            if let container = try? decoder.container(keyedBy: Key.self), container.contains(.asOf) {
                self = .asOf(try container.decode(String.self, forKey: .asOf))
                return
            }
            let container = try decoder.singleValueContainer()
            guard try container.decode(String.self) == "rows" else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "the order is rows, or {asOf: FIELD}")
            }
            self = .rows
        }

        /// Encodes what `init(from:)` decodes.
        public func encode(to encoder: any Encoder) throws {
            switch self {
            case .rows:
                var container = encoder.singleValueContainer()
                try container.encode("rows")
            case .asOf(let field):
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(field, forKey: .asOf)
            }
        }
    }

    /// Which field is the label.
    public struct Label: Codable, Equatable, Sendable {
        /// The field.
        public var field: String
        /// The value of a positive row; every other value is negative.
        public var positive: FilterValue

        /// Creates a label.
        public init(field: String, positive: FilterValue) {
            self.field = field
            self.positive = positive
        }
    }

    /// The shares of the rows, in order of time; they sum to 1.
    public struct Shares: Codable, Equatable, Sendable {
        /// The share that trains.
        public var train: Double
        /// The share that calibrates; 0 for none.
        public var calibrate: Double?
        /// The share that tests.
        public var test: Double

        /// Creates shares.
        public init(train: Double, calibrate: Double? = nil, test: Double) {
            self.train = train
            self.calibrate = calibrate
            self.test = test
        }
    }

    /// Creates a definition.
    public init(
        version: Int? = nil, file: String, format: SourceFormat, select: String? = nil, order: Order = .rows,
        label: Label, fields: [String: FieldDefinition], slices: Shares, maximumBad: Double? = nil
    ) {
        self.version = version
        self.file = file
        self.format = format
        self.select = select
        self.order = order
        self.label = label
        self.fields = fields
        self.slices = slices
        self.maximumBad = maximumBad
    }

    /// The fields that become features, by name.
    public var featureFields: [(name: String, field: FieldDefinition)] {
        fields.filter { $0.value.purpose == .feature && $0.value.known != .afterOutcome }
            .sorted { $0.key < $1.key }.map { (name: $0.key, field: $0.value) }
    }

    /// The fields that rows are grouped by and no model takes unasked, by name.
    public var groupFields: [(name: String, field: FieldDefinition)] {
        fields.filter { $0.value.purpose == .group }.sorted { $0.key < $1.key }
            .map { (name: $0.key, field: $0.value) }
    }

    /// The fields declared as known only after the outcome, which no model sees, by name.
    public var excludedFields: [String] {
        fields.filter { $0.value.purpose == .feature && $0.value.known == .afterOutcome }.keys.sorted()
    }
}
