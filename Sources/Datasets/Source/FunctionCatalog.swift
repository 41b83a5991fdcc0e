internal import Storage

/// Which functions of the loaded DuckDB look at one row only and answer the same at any time.
struct FunctionCatalog {
    private var rowWise: Set<String> = []
    private var aggregates: Set<String> = []
    private var changing: Set<String> = []

    /// Why a function is refused.
    enum Verdict: Equatable {
        case rowWise
        case aggregate
        case changing
        case unknown
    }

    /// Scalar functions that DuckDB calls consistent, yet which read the session or the clock.
    private static let session: Set<String> = [
        "current_setting", "getvariable", "getenv", "version", "current_localtime", "current_localtimestamp",
        "pg_size_pretty", "which_secret",
    ]

    /// Names that SQL reads as functions where no column has them.
    static let words: Set<String> = [
        "current_catalog", "current_database", "current_date", "current_role", "current_schema",
        "current_time",
        "current_timestamp", "current_user", "localtime", "localtimestamp", "session_user", "user",
    ]

    init(_ database: Database) throws(DatasetError) {
        let rows = try database.query(
            """
            SELECT DISTINCT function_name, function_type, coalesce(stability, ''), coalesce(macro_definition, '')
            FROM duckdb_functions()
            """)
        let texts = rows.columns.map { ($0.strings ?? []).map { $0 ?? "" } }
        var macros: [String: [String]] = [:]
        for row in 0..<rows.rowCount {
            let (name, type, stability) = (texts[0][row].lowercased(), texts[1][row], texts[2][row])
            switch type {
            case "aggregate": aggregates.insert(name)
            case "scalar" where stability != "CONSISTENT" || Self.session.contains(name):
                changing.insert(name)
            case "scalar": rowWise.insert(name)
            case "macro": macros[name, default: []].append(texts[3][row])
            default: break
            }
        }
        rowWise.subtract(aggregates)
        rowWise.subtract(changing)
        try admit(macros, database)
    }

    /// What a function is; `arguments` is their number.
    func verdict(_ name: String, arguments: Int) -> Verdict {
        let name = name.lowercased()
        if aggregates.contains(name) { return .aggregate }
        // With one argument age counts from today.
        if changing.contains(name) || (name == "age" && arguments == 1) { return .changing }
        return rowWise.contains(name) ? .rowWise : .unknown
    }

    // A macro is as row-wise as what it stands for; rounds go on until no further macro is admitted, since
    // macros may use macros.
    private mutating func admit(_ macros: [String: [String]], _ database: Database) throws(DatasetError) {
        var bodies: [String: [JSONValue]] = [:]
        for (name, definitions) in macros {
            for definition in definitions {
                let sql = "SELECT \(definition)"
                let answer = try database.query(
                    "SELECT CAST(json_serialize_sql(\(sql.sqlLiteral)) AS VARCHAR)")
                let text = answer.columns[0].strings?[0] ?? ""
                bodies[name, default: []].append(
                    (try? CanonicalJSON.parse(Array(text.utf8), file: "macro")) ?? .null)
            }
        }
        var admitted = true
        while admitted {
            admitted = false
            for (name, trees) in bodies where !rowWise.contains(name) && trees.allSatisfy(isRowWise) {
                rowWise.insert(name)
                admitted = true
            }
        }
        for name in bodies.keys where !rowWise.contains(name) { changing.insert(name) }
    }

    private func isRowWise(_ tree: JSONValue) -> Bool {
        switch tree {
        case .null: return true
        case .array(let items): return items.allSatisfy(isRowWise)
        case .object(let members):
            switch tree["class"] {
            case .text("WINDOW"), .text("SUBQUERY"): return false
            case .text("FUNCTION"):
                guard case .text(let name)? = tree["function_name"],
                    case .array(let children)? = tree["children"],
                    verdict(name, arguments: children.count) == .rowWise
                else { return false }
            case .text("COLUMN_REF"):
                if case .array(let names)? = tree["column_names"], case .text(let name)? = names.last,
                    Self.words.contains(name.lowercased())
                {
                    return false
                }
            default: break
            }
            if tree["error"] == .flag(true) { return false }
            return members.values.allSatisfy(isRowWise)
        default: return true
        }
    }
}
