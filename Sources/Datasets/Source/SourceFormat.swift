/// How a data file is written.
public struct SourceFormat: Codable, Equatable, Sendable {
    /// The kind of file.
    public var type: Kind
    /// For csv, the one character between values; a comma unless given.
    public var delimiter: String?
    /// The number of header lines; for csv 1 unless given, for lines 0.
    public var header: Int?
    /// For csv, the character around values that hold a delimiter; `"` unless given.
    public var quote: String?

    /// The kind of file.
    public enum Kind: String, Codable, Sendable {
        /// Text lines, read into the one column `line`.
        case lines
        /// Values with a delimiter between them.
        case csv
        /// Apache Parquet.
        case parquet
    }

    /// Creates a format.
    public init(type: Kind, delimiter: String? = nil, header: Int? = nil, quote: String? = nil) {
        self.type = type
        self.delimiter = delimiter
        self.header = header
        self.quote = quote
    }

    /// Lines before the first row.
    var headerLines: Int { header ?? (type == .csv ? 1 : 0) }

    /// Refuses options that the kind of file has no use for.
    func check(at keyPath: [String]) throws(DatasetError) {
        func refuse(_ key: String, _ what: String, _ remedy: String) throws(DatasetError) {
            throw DatasetError.setting(keyPath: keyPath + [key], what: what, remedy: remedy)
        }
        if type != .csv, delimiter != nil {
            try refuse("delimiter", "only csv has a delimiter", "leave it out")
        }
        if type != .csv, quote != nil { try refuse("quote", "only csv has a quote", "leave it out") }
        if type == .parquet, header != nil {
            try refuse("header", "Parquet has no header lines", "leave it out")
        }
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
