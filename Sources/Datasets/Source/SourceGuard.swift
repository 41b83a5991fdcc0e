internal import Storage

/// Admits a source's SELECT only if it looks at one row at a time.
///
/// A SELECT that looks across rows could carry the future into the past. DuckDB's own parser
/// (`json_serialize_sql`) shows what a statement does; it is admitted if it is one SELECT over `input` whose
/// expressions use only functions that are scalar and give the same answer at any time.
public final class SourceGuard {
    private let database: Database
    private let catalog: FunctionCatalog

    /// Reads the functions that the loaded DuckDB has.
    public init() throws(DatasetError) {
        database = try Database()
        catalog = try FunctionCatalog(database)
    }

    /// Refuses a SELECT that is not row-wise.
    ///
    /// - Parameters:
    ///   - select: the statement.
    ///   - columns: the names of `input`'s columns; they win over words such as `user` that SQL reads as functions.
    ///   - keyPath: where it stands in the pipeline file.
    /// - Throws: `DatasetError.setting` naming the construct, its line in the SELECT and the remedy.
    public func check(_ select: String, columns: [String] = [], at keyPath: [String]) throws(DatasetError) {
        _ = try admit(select, columns: columns, at: keyPath)
    }

    /// A SELECT that looks at one row at a time.
    struct Admitted {
        /// The statement; where it leaves rows out, with `input`'s row number in front, as `rowColumn`.
        var statement: String
        /// Whether it leaves rows out.
        var isFiltering: Bool
    }

    /// The admitted SELECT, in DuckDB's own spelling.
    func admit(_ select: String, columns: [String], at keyPath: [String]) throws(DatasetError) -> Admitted {
        for column in columns where ["rowid", Self.rowColumn].contains(column.lowercased()) {
            throw .setting(
                keyPath: keyPath,
                what: "the data have a column named \(column), which means the row's number here",
                remedy: "rename the column in the file")
        }
        let answer = try database.query("SELECT CAST(json_serialize_sql(\(select.sqlLiteral)) AS VARCHAR)")
        guard let text = answer.columns.first?.strings?.first ?? nil,
            let tree = try? CanonicalJSON.parse(Array(text.utf8), file: "SELECT")
        else {
            throw .database(
                what: "DuckDB did not show the SELECT's parts", remedy: "run scripts/bootstrap again")
        }
        let review = SourceReview(
            select: select, columns: Set(columns.map { $0.lowercased() }), catalog: catalog, keyPath: keyPath)
        try review.statement(tree)
        var isFiltering = false
        if case .array(let statements)? = tree["statements"],
            let filter = statements.first?["node"]?["where_clause"]
        {
            isFiltering = filter != .null
        }
        // The review has made sure that the first list is that of the one SELECT.
        let list = "\"select_list\":["
        guard let place = text.firstRange(of: list) else {
            throw .database(
                what: "DuckDB's form of a SELECT has changed", remedy: "run scripts/bootstrap again")
        }
        let row = """
            {"class":"COLUMN_REF","type":"COLUMN_REF","alias":"\(Self.rowColumn)","query_location":0,\
            "column_names":["rowid"]},
            """
        let numbered = isFiltering ? text.replacingCharacters(in: place, with: list + row) : text
        let statement = try database.query(
            "SELECT json_deserialize_sql(CAST(\(numbered.sqlLiteral) AS JSON))")
        guard let admitted = statement.columns.first?.strings?.first ?? nil else {
            throw .database(
                what: "DuckDB did not take the SELECT back", remedy: "run scripts/bootstrap again")
        }
        return Admitted(statement: admitted, isFiltering: isFiltering)
    }

    /// The name under which an admitted SELECT gives the row's number, from 0.
    static let rowColumn = "leadline_row"
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }

    fileprivate func firstRange(of text: String) -> Range<String.Index>? {
        ranges(of: text).first
    }
}
