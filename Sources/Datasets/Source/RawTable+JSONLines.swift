internal import Storage

extension RawTable {
    private static let isObject = "CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END"

    /// Makes `input` of the objects among the table `lines`: a column a member, every value as text.
    ///
    /// A member that holds an object or a list gives its JSON, null gives no value. The columns are those of all lines,
    /// with `fields`, in the order of their names: how a file is cut into chunks changes nothing.
    ///
    /// - Parameter rejects: lines that the reader of lines already refused.
    /// - Throws: `DatasetError.database` for members whose names differ in case only.
    static func readJSONLines(
        _ database: Database, rejects: [(line: Int, reason: String)], fields: [String]
    ) throws(DatasetError) -> (rejects: [(line: Int, reason: String)], blankLines: [Int]) {
        let others = try database.query(
            "SELECT rowid, coalesce(trim(line), '') = '', json_valid(line) FROM lines "
                + "WHERE line IS NULL OR NOT (\(isObject)) ORDER BY rowid")
        let lines = Self.lineNumbers(
            try database.count("lines"), after: 0, skipping: rejects.map(\.line))
        var rejects = rejects
        var blankLines: [Int] = []
        for (index, row) in (others.columns[0].int64s ?? []).enumerated() {
            let line = lines[Int(row ?? 0)]
            if others.columns[1].booleans?[index] ?? false {
                blankLines.append(line)
            } else {
                let isJSON = others.columns[2].booleans?[index] ?? false
                rejects.append(
                    (line: line, reason: isJSON ? "JSON, yet no object" : "a line that is not JSON"))
            }
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
        return (rejects.sorted { $0.line < $1.line }, blankLines)
    }

    /// The JSON Pointer (RFC 6901) of a member.
    private static func pointer(_ name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
