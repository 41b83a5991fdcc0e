internal import Storage

/// Walks through one parsed SELECT and refuses the first construct that is not row-wise.
struct SourceReview {
    let select: String
    let columns: Set<String>
    let catalog: FunctionCatalog
    let keyPath: [String]

    private static let perRow =
        "write one projection of input's own columns; joining in time is the fold's work"

    /// Reviews the answer of `json_serialize_sql`.
    func statement(_ tree: JSONValue) throws(DatasetError) {
        if tree["error"] == .flag(true) {
            let message = text(tree["error_message"])
            throw refusal(
                "the SELECT cannot be parsed: \(message)", at: Int(text(tree["position"])),
                remedy: "write one SELECT statement of DuckDB's SQL")
        }
        guard case .array(let statements)? = tree["statements"], statements.count == 1,
            let node = statements[0]["node"]
        else {
            throw refusal(
                "there must be exactly one statement", at: nil, remedy: "write one SELECT ... FROM input")
        }
        guard text(node["type"]) == "SELECT_NODE" else {
            throw refusal("a set operation (UNION, EXCEPT, INTERSECT)", in: node)
        }
        try clauses(of: node)
        try table(node["from_table"])
        for part in ["select_list", "where_clause"] { try expression(node[part] ?? .null) }
    }

    private func clauses(of node: JSONValue) throws(DatasetError) {
        if !isEmpty(node["cte_map"]?["map"]) {
            throw refusal("a common table expression (WITH)", in: node["cte_map"])
        }
        for (part, construct) in [
            ("group_expressions", "GROUP BY"), ("group_sets", "GROUP BY"), ("having", "HAVING"),
            ("qualify", "QUALIFY"), ("sample", "a sample"),
        ] where !isEmpty(node[part]) { throw refusal(construct, in: node[part]) }
        if text(node["aggregate_handling"]) != "STANDARD_HANDLING" { throw refusal("GROUP BY ALL", in: nil) }
        if case .array(let modifiers)? = node["modifiers"], let first = modifiers.first {
            let names = ["DISTINCT_MODIFIER": "DISTINCT", "ORDER_MODIFIER": "ORDER BY"]
            throw refusal(names[text(first["type"])] ?? "LIMIT", in: first)
        }
    }

    private func table(_ table: JSONValue?) throws(DatasetError) {
        switch text(table?["type"]) {
        case "BASE_TABLE": break
        case "JOIN": throw refusal("a join", in: table)
        case "SUBQUERY": throw refusal("a subquery", in: table)
        case "TABLE_FUNCTION":
            throw refusal("a table function (\(text(table?["function"]?["function_name"])))", in: table)
        case "EMPTY": throw refusal("a SELECT without FROM input", in: nil)
        default: throw refusal("a FROM clause that is not input alone", in: table)
        }
        guard text(table?["table_name"]).lowercased() == "input", text(table?["schema_name"]).isEmpty,
            text(table?["catalog_name"]).isEmpty
        else { throw refusal("another table than input (\(text(table?["table_name"])))", in: table) }
        if !isEmpty(table?["sample"]) { throw refusal("a sample", in: table) }
        if !isEmpty(table?["at_clause"]) { throw refusal("an AT clause", in: table) }
    }

    private func expression(_ tree: JSONValue) throws(DatasetError) {
        switch tree {
        case .array(let items): for item in items { try expression(item) }
        case .object(let members):
            switch text(tree["class"]) {
            case "WINDOW": throw refusal("a window function (\(text(tree["function_name"])))", in: tree)
            case "SUBQUERY": throw refusal("a subquery", in: tree)
            case "PARAMETER": throw refusal("a parameter", in: tree)
            case "FUNCTION": try function(tree)
            case "COLUMN_REF": try column(tree)
            default: break
            }
            for (_, member) in members.sorted(by: { $0.key < $1.key }) { try expression(member) }
        default: break
        }
    }

    private func function(_ tree: JSONValue) throws(DatasetError) {
        let name = text(tree["function_name"])
        var count = 0
        if case .array(let children)? = tree["children"] { count = children.count }
        switch catalog.verdict(name, arguments: count) {
        case .rowWise: break
        case .aggregate: throw refusal("an aggregate (\(name))", in: tree)
        case .changing:
            throw refusal(
                "a function whose answer changes from run to run (\(name))", in: tree,
                remedy: "leave it out: the same rows must give the same events at any time")
        case .unknown: throw refusal("a function that is not known to be row-wise (\(name))", in: tree)
        }
        if !isEmpty(tree["filter"]) || !isEmpty(tree["order_bys"]?["orders"])
            || tree["distinct"] == .flag(true)
        {
            throw refusal("an aggregate (\(name))", in: tree)
        }
    }

    private func column(_ tree: JSONValue) throws(DatasetError) {
        guard case .array(let names)? = tree["column_names"], let last = names.last else { return }
        let name = text(last).lowercased()
        guard !columns.contains(name) else { return }
        if name == "rowid" { throw refusal("the row's number (rowid)", in: tree) }
        if names.count == 1, FunctionCatalog.words.contains(name) {
            throw refusal(
                "a word whose answer changes from run to run (\(name))", in: tree,
                remedy: "leave it out: the same rows must give the same events at any time")
        }
    }

    private func refusal(
        _ construct: String, in tree: JSONValue?, remedy: String = SourceReview.perRow
    ) -> DatasetError {
        refusal("\(construct) is not row-wise and is refused", at: tree.flatMap(location), remedy: remedy)
    }

    private func refusal(_ what: String, at offset: Int?, remedy: String) -> DatasetError {
        let line = offset.map { offset in
            1 + select.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
        }
        return .setting(
            keyPath: keyPath, what: line.map { "line \($0) of the SELECT: \(what)" } ?? what, remedy: remedy)
    }

    /// The first place in the statement that the tree names, in bytes.
    private func location(_ tree: JSONValue) -> Int? {
        switch tree {
        case .array(let items): return items.lazy.compactMap(location).first
        case .object(let members):
            if case .integer(let offset)? = tree["query_location"] { return Int(offset) }
            return members.sorted { $0.key < $1.key }.lazy.compactMap { location($0.value) }.first
        default: return nil
        }
    }

    private func isEmpty(_ tree: JSONValue?) -> Bool {
        switch tree {
        case nil, .null: true
        case .array(let items): items.isEmpty
        default: false
        }
    }

    private func text(_ tree: JSONValue?) -> String {
        if case .text(let text)? = tree { text } else { "" }
    }
}
