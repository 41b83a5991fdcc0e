import Datasets
import Testing

struct SourceGuardTests {
    @Test(arguments: [
        "SELECT * FROM input", "FROM input", "SELECT trim(line[1:6]) AS customer FROM input",
        "SELECT CASE WHEN a > 1 THEN 'x' ELSE 'y' END AS b, a IN (1, 2), a IS NULL FROM input WHERE a <> 'it''s'",
        "SELECT try_strptime(d, '%Y') AS t, date_trunc('month', d), list_sum([a, b]), nullif(a, '') FROM input",
        "SELECT string_split_regex(trim(line), '\\s+')[1] AS customer FROM input",
        "SELECT * EXCLUDE (a) REPLACE (b + 1 AS b) FROM input AS i", "SELECT d - INTERVAL 1 DAY FROM input;",
        "SELECT list_transform(l, v -> v + 1), coalesce(a, b), a || b, regexp_extract(a, 'x'), upper(a) FROM input",
    ])
    func rowWiseIsAdmitted(_ select: String) throws {
        try SourceGuard().check(select, at: ["sources", "s", "select"])
    }

    @Test(arguments: [
        (
            "SELECT a,\n  row_number() OVER (ORDER BY b)\nFROM input",
            "line 2 of the SELECT: a window function"
        ),
        ("SELECT a,\n lag(a) OVER () FROM input", "line 2 of the SELECT: a window function (lag)"),
        ("SELECT i.a FROM input i\nJOIN input j ON i.a = j.a", "a join"),
        ("SELECT a FROM input, input j", "a join"),
        ("SELECT a FROM input i POSITIONAL JOIN input j", "a join"),
        ("SELECT\n\n(SELECT max(a) FROM input) FROM input", "line 3 of the SELECT: a subquery"),
        ("SELECT a FROM input WHERE a IN (SELECT a FROM input)", "a subquery"),
        ("SELECT a FROM (SELECT * FROM input)", "a subquery"),
        ("SELECT a,\n sum(b) FROM input", "line 2 of the SELECT: an aggregate (sum)"),
        ("SELECT count(*) FROM input", "an aggregate (count_star)"),
        ("SELECT list(a) FROM input", "an aggregate (list)"),
        ("SELECT wavg(a, b) FROM input", "(wavg)"),
        ("WITH x AS (SELECT 1) SELECT a FROM input", "a common table expression"),
        ("SELECT DISTINCT a FROM input", "DISTINCT"),
        ("SELECT a FROM input GROUP BY a", "GROUP BY"),
        ("SELECT a FROM input GROUP BY ALL", "GROUP BY ALL"),
        ("SELECT a FROM input HAVING a > 1", "HAVING"),
        ("SELECT a FROM input ORDER BY a", "ORDER BY"),
        ("SELECT a FROM input LIMIT 3", "LIMIT"),
        ("SELECT a FROM input USING SAMPLE 10%", "a sample"),
        ("SELECT a FROM input TABLESAMPLE 10%", "a sample"),
        ("SELECT a FROM input QUALIFY a > 1", "QUALIFY"),
        ("SELECT a FROM input UNION ALL SELECT a FROM input", "a set operation"),
        ("SELECT a FROM read_csv('x.csv')", "a table function (read_csv)"),
        ("SELECT a FROM other", "another table than input (other)"),
        ("SELECT a FROM main.input", "another table than input"),
        ("SELECT 1", "a SELECT without FROM"),
        ("VALUES (1)", "not input alone"),
        ("SELECT random() FROM input", "changes from run to run (random)"),
        ("SELECT a,\nnow() FROM input", "line 2 of the SELECT: a function whose answer changes"),
        ("SELECT current_date FROM input", "changes from run to run (current_date)"),
        ("SELECT ago(INTERVAL 1 DAY) FROM input", "(ago)"),
        ("SELECT age(d) FROM input", "(age)"),
        ("SELECT uuid() FROM input", "(uuid)"),
        ("SELECT nextval('s') FROM input", "(nextval)"),
        ("SELECT getvariable('s') FROM input", "(getvariable)"),
        ("SELECT unnest(l) FROM input", "not known to be row-wise (unnest)"),
        ("SELECT rowid FROM input", "the row's number"),
        ("SELECT a FROM input; SELECT b FROM input", "exactly one statement"),
        ("SELECT a\nFROM input,,", "line 2 of the SELECT: the SELECT cannot be parsed"),
        ("DELETE FROM input", "cannot be parsed"),
        ("", "exactly one statement"),
    ])
    func acrossRowsIsRefused(_ select: String, _ expected: String) throws {
        let sourceGuard = try SourceGuard()
        let error = #expect(throws: DatasetError.self) {
            try sourceGuard.check(select, at: ["sources", "s", "select"])
        }
        #expect(error?.keyPath == ["sources", "s", "select"])
        #expect(error?.what.contains(expected) == true, "\(error?.what ?? "admitted")")
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func aColumnMayHaveTheNameOfAWord() throws {
        try SourceGuard().check("SELECT user FROM input", columns: ["user"], at: [])
        #expect(throws: DatasetError.self) { try SourceGuard().check("SELECT user FROM input", at: []) }
    }
}
