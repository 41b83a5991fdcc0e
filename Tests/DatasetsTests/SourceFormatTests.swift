import Datasets
import Features
import FoundationEssentials
import TestKit
import Testing

/// The same purchases, however they are written, give the same events.
struct SourceFormatTests {
    private static let lines = """
        {"customer": "a", "date": "1997-01-01", "amount": 10, "note": {"x": [1]}}
        {"amount": 20.5, "date": "1997-01-02", "customer": "b"}

        {"customer": "a", "date": "1997-01-02", "amount": "5", "extra": null}
        {"customer": "c", "date": "1997-03-01", "amount": 7.0}
        """

    private func events(_ format: SourceFormat, _ folder: TemporaryFolder, _ file: String) throws -> [Event] {
        let result = try Fixtures.run(folder, Fixtures.source(file: file, format: format, maximumBad: 0))
        try result.check()
        return result.log.events
    }

    private func csvEvents(_ folder: TemporaryFolder) throws -> [Event] {
        try folder.write(Fixtures.purchases, to: "purchases.csv")
        return try events(SourceFormat(type: .csv), folder, "purchases.csv")
    }

    @Test func jsonLines() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.lines, to: "purchases.jsonl")
        let events = try events(SourceFormat(type: .jsonlines), folder, "purchases.jsonl")
        #expect(try events == csvEvents(folder))
    }

    @Test func jsonLinesThatAreNoRows() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            Self.lines + "\n[1]\n{\"customer\": \"d\"\n{\"customer\": \"e\", \"date\": \"1997-13-01\"}\n",
            to: "purchases.jsonl")
        let source = Fixtures.source(
            file: "purchases.jsonl", format: SourceFormat(type: .jsonlines), maximumBad: 1)
        let result = try Fixtures.run(folder, source)
        #expect(
            result.quarantine.map { "\($0.row): \($0.reason)" } == [
                "6: JSON, yet no object", "7: a line that is not JSON",
                "8: text of 10 characters where a date (YYYY-MM-DD) is expected",
            ])
        let counts = result.manifest.sources[0].counts
        #expect((counts.read, counts.accepted, counts.quarantined) == (7, 4, 3))
    }

    /// Lines of every sort at random, and those that must be told of.
    @Test(arguments: [nil, "SELECT * FROM input WHERE customer <> 'skipped'"])
    func blankLinesAreLines(select: String?) throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<6 {
            let sorts = (0..<300).map { _ in Int(random.next() % 10) } + [0]
            let folder = try TemporaryFolder()
            let lines = sorts.enumerated().map { number, sort in
                switch sort {
                case 0...1:
                    "{\"customer\": \"a\", \"date\": \"1997-01-01\", \"amount\": \(number)}"
                case 2: "{\"customer\": \"b\", \"date\": \"1997-13-01\", \"amount\": \(number)}"
                case 3: "{\"customer\": \"skipped\", \"date\": \"1997-01-01\", \"amount\": \(number)}"
                case 4: "[\(number)]"
                case 5: "{\"customer\": "
                case 6: "   "
                default: ""
                }
            }
            try folder.write(lines.joined(separator: "\n") + "\n", to: "purchases.jsonl")
            let result = try Fixtures.run(
                folder,
                Fixtures.source(
                    file: "purchases.jsonl", format: SourceFormat(type: .jsonlines), select: select,
                    maximumBad: 1))
            let bad = sorts.indices.filter { [2, 4, 5].contains(sorts[$0]) }.map { $0 + 1 }
            #expect(result.quarantine.map(\.row) == bad)
            let counts = result.manifest.sources[0].counts
            #expect(counts.accepted == sorts.count { select == nil ? [0, 1, 3].contains($0) : $0 <= 1 })
        }
    }

    /// A name that DuckDB would take for a pattern of names, beside other files that match it.
    @Test(arguments: ["rows[1].csv", "rows*.csv", "row?.csv", "[r]ow/s*.csv"])
    func aNameIsNoPattern(name: String) throws {
        let folder = try TemporaryFolder()
        for place in ["[r]ow", "row"] {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + place, withIntermediateDirectories: false)
        }
        for other in ["rows1.csv", "rows.csv", "rowx.csv", "row/s.csv", "[r]ow/s.csv"] {
            try folder.write("customer,date,amount\nz,1997-01-01,99\n", to: other)
        }
        let expected = try csvEvents(folder)
        try folder.write(Fixtures.purchases, to: name)
        #expect(try events(SourceFormat(type: .csv), folder, name) == expected)
        let lines = name.replacing(".csv", with: ".jsonl")
        try folder.write(Self.lines, to: lines)
        try folder.write("{}\n", to: "rowx.jsonl")
        #expect(try events(SourceFormat(type: .jsonlines), folder, lines) == expected)
        let parquet = name.replacing(".csv", with: ".parquet")
        try TableFile().write(
            ColumnTable(
                names: ["customer", "date", "amount"],
                columns: [
                    .texts(["a", "b", "a", "c"]),
                    .texts(["1997-01-01", "1997-01-02", "1997-01-02", "1997-03-01"]),
                    .numbers([10, 20.5, 5, 7]),
                ]), to: folder.path + "/" + parquet)
        try folder.write("no table", to: "rowx.parquet")
        #expect(try events(SourceFormat(type: .parquet), folder, parquet) == expected)
    }

    /// A member that no line has is no value: where a file is cut must not matter.
    @Test func aMemberMayBeMissingEverywhere() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\"customer\": \"a\", \"date\": \"1997-01-01\"}\n", to: "purchases.jsonl")
        let events = try events(SourceFormat(type: .jsonlines), folder, "purchases.jsonl")
        #expect(events.map(\.attributes) == [[:]])
    }

    @Test func membersThatDifferInCaseAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\"customer\": \"a\", \"Customer\": \"b\"}\n", to: "purchases.jsonl")
        let source = Fixtures.source(file: "purchases.jsonl", format: SourceFormat(type: .jsonlines))
        #expect(Fixtures.failure(folder, source)?.what.contains("differ in case only") == true)
    }

    private func writeSQLite(_ folder: TemporaryFolder, rows: String) throws {
        let database = try Database(extensions: [.sqlite])
        try database.execute("ATTACH '\(folder.path)/shop.db' AS shop (TYPE sqlite)")
        try database.execute("CREATE TABLE shop.purchases (customer VARCHAR, date VARCHAR, amount DOUBLE)")
        try database.execute("INSERT INTO shop.purchases VALUES \(rows)")
        try database.execute("DETACH shop")
    }

    @Test(.enabled(if: DatabaseExtension.sqlite.isAvailable, "SQLite: run scripts/bootstrap"))
    func sqlite() throws {
        let folder = try TemporaryFolder()
        try writeSQLite(
            folder,
            rows:
                "('a', '1997-01-01', 10), ('b', '1997-01-02', 20.5), ('a', '1997-01-02', 5), ('c', '1997-03-01', 7)"
        )
        let format = SourceFormat(type: .sqlite, table: "purchases")
        #expect(try events(format, folder, "shop.db") == csvEvents(folder))
        let missing = Fixtures.failure(
            folder, Fixtures.source(file: "shop.db", format: SourceFormat(type: .sqlite, table: "visits")))
        #expect(missing?.what.contains("not an SQLite database with this table") == true)
        #expect(
            Fixtures.failure(folder, Fixtures.source(file: "purchases.csv", format: format))?.what.contains(
                "not an SQLite database") == true)
    }

    @Test(.enabled(if: DatabaseExtension.sqlite.isAvailable, "SQLite: run scripts/bootstrap"))
    func sqliteKeepsEveryBitOfANumber() throws {
        let folder = try TemporaryFolder()
        try writeSQLite(
            folder, rows: "('a', '1997-01-01', 0.1::DOUBLE + 0.2::DOUBLE), ('b', '1997-01-01', 19.99)")
        let events = try events(SourceFormat(type: .sqlite, table: "purchases"), folder, "shop.db")
        #expect(events.map { $0.attributes["amount"] } == [.number(0.1 + 0.2), .number(19.99)])
    }

    /// The SELECT of a table is held to the same rule as that of a file.
    @Test(.enabled(if: DatabaseExtension.sqlite.isAvailable, "SQLite: run scripts/bootstrap"))
    func aTableCannotBeJoined() throws {
        let folder = try TemporaryFolder()
        try writeSQLite(folder, rows: "('a', '1997-01-01', 1)")
        let source = Fixtures.source(
            file: "shop.db", format: SourceFormat(type: .sqlite, table: "purchases"),
            select: "SELECT customer, date, lag(amount) OVER () AS amount FROM input")
        #expect(Fixtures.failure(folder, source)?.what.contains("a window function (lag)") == true)
    }

    /// No server: what is said holds neither host nor user nor password.
    @Test(.enabled(if: DatabaseExtension.postgres.isAvailable, "PostgreSQL: run scripts/bootstrap"))
    func anUnreachableServerKeepsItsName() throws {
        let folder = try TemporaryFolder()
        let source = Fixtures.source(
            file: "", format: SourceFormat(type: .postgres, table: "nowhere.purchases"))
        let error = try #require(Fixtures.failure(folder, source))
        #expect(error.keyPath?.prefix(3) == ["sources", "purchases", "format"])
        #expect(error.what.contains("PostgreSQL"))
        #expect(!error.description.contains("socket") && !error.description.contains("server at"))
    }

    @Test(arguments: [
        (SourceFormat(type: .sqlite), "table", "needs the name of one table"),
        (SourceFormat(type: .csv, table: "t"), "table", "only a database has tables"),
        (SourceFormat(type: .jsonlines, header: 1), "header", "no header lines"),
        (SourceFormat(type: .postgres, delimiter: ",", table: "t"), "delimiter", "only csv"),
    ])
    func optionsOfAnotherKind(_ format: SourceFormat, _ key: String, _ expected: String) throws {
        let error = Fixtures.failure(try TemporaryFolder(), Fixtures.source(format: format))
        #expect(error?.keyPath == ["sources", "purchases", "format", key])
        #expect(error?.what.contains(expected) == true)
    }
}
