/// What a column of a file looks like: counts and lengths, never a value.
public struct ColumnProbe: Equatable, Sendable {
    /// The column's name as the file has it.
    public let name: String
    /// The type that all values have, or all but one in a thousand.
    ///
    /// It is `text` where none fits, and never `key`.
    public let kind: FieldDefinition.Kind
    /// For a date or an instant written as text, its pattern in strftime's letters; nil for ISO 8601.
    public let pattern: String?
    /// Patterns that fit as many values as `pattern` does: the guess is then ambiguous.
    public let rivals: [String]
    /// Whether the values are lists or structures, which no contract can read.
    public let isNested: Bool
    /// Rows with a value; an empty text is none.
    public let filled: Int
    /// Different values.
    public let distinct: Int
    /// The characters of the shortest value; 0 without any.
    public let shortest: Int
    /// The characters of the longest value; 0 without any.
    public let longest: Int
    /// How many values read as a type; types that no value reads as are left out, `text` reads all.
    public let parsed: [FieldDefinition.Kind: Int]
    /// The type that DuckDB gives the column.
    let storage: String

    /// Values that do not read as `kind`, and whose rows would be quarantined.
    public var misfits: Int { filled - (parsed[kind] ?? filled) }

    /// The contract of the column as probed, without a purpose.
    var field: FieldDefinition { FieldDefinition(type: kind, purpose: nil, pattern: pattern) }
}
