/// A dictionary that translates the texts of a field into the pipeline's own words.
///
/// A text that is one of the dictionary's own words already stands for itself. The empty word means no value.
public struct ValueMapping: Codable, Equatable, Sendable {
    /// The YAML file that holds the dictionary, relative to the pipeline file.
    public var file: String?
    /// The dictionary: what the source writes, and what it means.
    public var values: [String: String]?
    /// What becomes of other texts; they are kept unless said, and counted in any case.
    public var unmapped: Unmapped?

    /// What becomes of a text that the dictionary does not know.
    public enum Unmapped: String, Codable, CaseIterable, Sendable {
        /// It stays as it is.
        case keep
        /// It is no value.
        case null
        /// The row is quarantined.
        case refuse
    }

    /// Creates a mapping.
    public init(file: String? = nil, values: [String: String]? = nil, unmapped: Unmapped? = nil) {
        self.file = file
        self.values = values
        self.unmapped = unmapped
    }

    /// SQL for the word that a text stands for; NULL for the empty word and, unless it is kept, for an unknown text.
    ///
    /// - Parameters:
    ///   - text: an expression of type VARCHAR, NULL for no value.
    ///   - allowed: the values that the field admits, which stand for themselves.
    func sql(_ text: String, allowed: [String] = []) -> String {
        let pairs = (values ?? [:]).sorted { $0.key < $1.key }
        if pairs.isEmpty { return text }
        let cases = pairs.map { "WHEN \($0.key.sqlLiteral) THEN \($0.value.sqlLiteral)" }.joined(
            separator: " ")
        let known = words.union(allowed).sorted().map(\.sqlLiteral).joined(separator: ", ")
        let otherwise =
            unmapped == .keep || unmapped == nil ? text : "CASE WHEN \(text) IN (\(known)) THEN \(text) END"
        return "nullif(CASE \(text) \(cases) ELSE \(otherwise) END, '')"
    }

    /// SQL for whether a text is one that the dictionary knows nothing of; false for no value.
    ///
    /// - Parameter allowed: the values that the field admits, which stand for themselves.
    func isUnmapped(_ text: String, allowed: [String] = []) -> String {
        let known = Set((values ?? [:]).keys).union(words).union(allowed).sorted()
        if known.isEmpty { return "(\(text) IS NOT NULL)" }
        return "coalesce(\(text) NOT IN (\(known.map(\.sqlLiteral).joined(separator: ", "))), false)"
    }

    private var words: Set<String> { Set((values ?? [:]).values) }
}
