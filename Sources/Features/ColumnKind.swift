/// Whether a column holds numbers or categories.
public enum ColumnKind: String, Codable, CaseIterable, Sendable {
    /// Numbers.
    case number
    /// Categories.
    case category
}
