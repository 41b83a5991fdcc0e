internal import Storage

extension RawTable {
    private static let isObject = "CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END"
    private static let isBlank = "coalesce(trim(line), '') = ''"
    /// The table that says where each row of `input` stands among the rows and the blank lines, if there are any.
    static let places = "input_places"

    /// Makes `input` of the objects among the table `lines`: a column a member, every value as text.
    ///
    /// A member that holds an object or a list gives its JSON, null gives no value. The columns are those of all lines,
    /// with `fields`, in the order of their names: how a file is cut into chunks changes nothing. Where lines are blank,
    /// makes `places`; it is DuckDB's, which may spill it.
    ///
    /// - Parameter rejects: lines that the reader of lines already refused.
    /// - Returns: all lines that are no rows, and whether `places` is there.
    /// - Throws: `DatasetError.database` for members whose names differ in case only.
    static func readJSONLines(
        _ database: Database, rejects: [(line: Int, reason: String)], fields: [String]
    ) throws(DatasetError) -> (rejects: [(line: Int, reason: String)], hasBlankLines: Bool) {
        let others = try database.query(
            "SELECT rowid, json_valid(line) FROM lines WHERE NOT (\(isObject)) AND NOT (\(isBlank)) ORDER BY rowid"
        )
        let lines = Self.lines(
            of: (others.columns[0].int64s ?? []).map { Int($0 ?? 0) }, after: 0, skipping: rejects.map(\.line)
        )
        let rejects =
            rejects
            + zip(lines, others.columns[1].booleans ?? []).map { line, isJSON in
                (line: line, reason: isJSON == true ? "JSON, yet no object" : "a line that is not JSON")
            }
        let blank = try database.query("SELECT rowid FROM lines WHERE \(isBlank) LIMIT 1")
        let hasBlankLines = blank.rowCount > 0
        if hasBlankLines {
            try database.execute(
                """
                CREATE TABLE \(places) AS SELECT place FROM (
                    SELECT row_number() OVER (ORDER BY rowid) - 1 AS place, \(isObject) AS is_row FROM lines
                    WHERE \(isObject) OR \(isBlank)) WHERE is_row ORDER BY place
                """)
        }
        let found = try database.query(
            "SELECT DISTINCT unnest(json_keys(line)) AS name FROM lines WHERE \(isObject) ORDER BY name")
        let names = Set((found.columns[0].strings ?? []).compactMap { $0 }).union(fields).sorted()
        if Set(names.map { $0.lowercased() }).count < names.count {
            throw .database(
                what: "names of members differ in case only", remedy: "give each member one spelling")
        }
        let values = names.map {
            "json_extract_string(line, \(pointer($0).sqlLiteral)) AS \($0.sqlIdentifier)"
        }
        try database.execute(
            "CREATE TABLE input AS SELECT \(values.joined(separator: ", ")) FROM lines WHERE \(isObject) ORDER BY rowid"
        )
        try database.execute("DROP TABLE lines")
        return (rejects.sorted { $0.line < $1.line }, hasBlankLines)
    }

    /// The JSON Pointer (RFC 6901) of a member.
    private static func pointer(_ name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
