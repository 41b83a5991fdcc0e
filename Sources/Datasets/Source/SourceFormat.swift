/// How a source's rows are written.
public struct SourceFormat: Codable, Equatable, Sendable {
    /// The kind of file or database.
    public var type: Kind
    /// For csv, the one character between values; a comma unless given.
    public var delimiter: String?
    /// The number of header lines; for csv 1 unless given, for lines 0.
    public var header: Int?
    /// For csv, the character around values that hold a delimiter; `"` unless given.
    public var quote: String?
    /// For sqlite and postgres, the one table or view; postgres takes `schema.table`, too.
    public var table: String?

    /// The kind of file or database.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Text lines, read into the one column `line`.
        case lines
        /// Values with a delimiter between them.
        case csv
        /// One JSON object a line; its members are the columns, what they hold comes as text.
        case jsonlines
        /// Apache Parquet.
        case parquet
        /// One table of an SQLite file, whose values come as text.
        case sqlite
        /// One table of the PostgreSQL database that libpq's environment names (`PGHOST`, `PGDATABASE`, `PGPASSFILE`).
        case postgres
    }

    /// Creates a format.
    public init(
        type: Kind, delimiter: String? = nil, header: Int? = nil, quote: String? = nil, table: String? = nil
    ) {
        self.type = type
        self.delimiter = delimiter
        self.header = header
        self.quote = quote
        self.table = table
    }

    /// For csv, the byte between values.
    var delimiterByte: UInt8 { delimiter?.utf8.first ?? UInt8(ascii: ",") }

    /// For csv, the byte around values that hold a delimiter; nil where nothing is quoted.
    var quoteByte: UInt8? { (quote ?? "\"").utf8.first }

    /// Lines before the first row.
    var headerLines: Int { header ?? (type == .csv ? 1 : 0) }

    /// Whether rows are lines of text, so that a line can be named that is no row.
    var isText: Bool {
        switch type {
        case .lines, .csv, .jsonlines: true
        case .parquet, .sqlite, .postgres: false
        }
    }

    /// What such a file is called in messages.
    var noun: String {
        switch type {
        case .lines, .csv, .jsonlines: "a text file of the declared format"
        case .parquet: "an Apache Parquet file"
        case .sqlite: "an SQLite database with this table"
        case .postgres: "a PostgreSQL table"
        }
    }

    /// Refuses options that the kind of file has no use for.
    func check(at keyPath: [String]) throws(DatasetError) {
        func refuse(_ key: String, _ what: String, _ remedy: String) throws(DatasetError) {
            throw DatasetError.setting(keyPath: keyPath + [key], what: what, remedy: remedy)
        }
        if type != .csv, delimiter != nil {
            try refuse("delimiter", "only csv has a delimiter", "leave it out")
        }
        if type != .csv, quote != nil { try refuse("quote", "only csv has a quote", "leave it out") }
        if type != .csv, type != .lines, header != nil {
            try refuse("header", "\(type.rawValue) has no header lines", "leave it out")
        }
        let isDatabase = type == .sqlite || type == .postgres
        if isDatabase, table?.isEmpty ?? true {
            try refuse(
                "table", "\(type.rawValue) needs the name of one table or view", "write table: NAME")
        }
        if !isDatabase, table != nil { try refuse("table", "only a database has tables", "leave it out") }
        if let delimiter, delimiter.utf8.count != 1 {
            try refuse(
                "delimiter", "a delimiter is one ASCII character", "write one, such as \";\" or \"\\t\"")
        }
        if let quote, quote.utf8.count > 1 {
            try refuse("quote", "a quote is one ASCII character or empty", "write one, such as '\"'")
        }
        if let header, header < (type == .csv ? 1 : 0) {
            try refuse(
                "header", "\(header) header lines cannot be read", "csv needs a header line with the names")
        }
    }
}
