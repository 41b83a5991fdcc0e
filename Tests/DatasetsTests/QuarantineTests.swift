import Features
import Storage
import Testing

@testable import Datasets

struct QuarantineTests {
    private static let rows = """
        customer,date,amount,fax
        a,1997-01-01,10,x5551
        b,1997-13-02,20,x5552
        ,1997-01-03,7,x5553
        c,1997-01-04,1,x5554,too many

        """

    private func run(_ folder: TemporaryFolder, _ text: String) throws -> EventImportResult {
        try folder.write(text, to: "purchases.csv")
        return try Fixtures.run(folder, Fixtures.source(maximumBad: 1))
    }

    /// What an import of these rows keeps in the working folder.
    private func kept(
        _ folder: TemporaryFolder, _ text: String = rows, _ settings: QuarantineSettings? = nil
    ) throws -> [QuarantinedRow] {
        try folder.write(text, to: "purchases.csv")
        let key = try folder.key()
        let log = try EventImport(
            sources: ["purchases": Fixtures.source(maximumBad: 1)], directory: folder.path, zone: "UTC"
        ).publish(in: folder.path + "/work", key: key, keeping: settings)
        #expect(try folder.mode("work/quarantine.jsonl") == 0o600)
        let rows = try Quarantine(in: folder.path + "/work").rows
        #expect(log.quarantine == rows)
        return rows
    }

    @Test func aRowIsKeptAsItStandsUnderItsContractOnly() throws {
        let folder = try TemporaryFolder()
        let rows = try kept(folder, Self.rows)
        #expect(rows.map(\.row) == [3, 4, 5])
        #expect(rows[0].content == ["customer": "b", "date": "1997-13-02", "amount": "20"])
        #expect(rows[1].content == ["date": "1997-01-03", "amount": "7"])
        // A line that is no row may hold anything.
        #expect(rows[2].content == nil)
        let text = String(decoding: try folder.read("work/quarantine.jsonl"), as: UTF8.self)
        #expect(!text.contains("x555"))
    }

    @Test func aContradictionIsKeptToo() throws {
        let folder = try TemporaryFolder()
        try folder.write("id,customer,date,amount\n1,a,1997-01-01,1\n1,a,1997-01-01,9\n", to: "purchases.csv")
        var source = Fixtures.source(maximumBad: 1)
        source.fields["id"] = FieldDefinition(type: .key, purpose: .identity, namespace: "purchase")
        source.events[0].id = "id"
        let rows = try Fixtures.run(folder, source).quarantine
        #expect(rows.map { $0.content?["amount"] } == ["1.0", "9.0"])
        #expect(
            rows.map { $0.content?["date"] } == [
                "1997-01-01T23:59:59.999999Z", "1997-01-01T23:59:59.999999Z",
            ])
    }

    /// A SELECT that leaves rows out does not shift the lines of the others.
    @Test func aFilteredFileNamesTheLine() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.rows, to: "purchases.csv")
        let source = Fixtures.source(select: "SELECT * FROM input WHERE amount <> '10'", maximumBad: 1)
        let result = try Fixtures.run(folder, source)
        #expect(result.quarantine.map(\.row) == [3, 4, 5])
        #expect(result.quarantine.map { $0.content?["amount"] } == ["20", "7", nil])
        let counts = result.manifest.sources[0].counts
        #expect((counts.read, counts.quarantined, counts.filtered) == (3, 3, 1))
    }

    @Test func importingAgainKeepsTheSame() throws {
        let folder = try TemporaryFolder()
        let once = try kept(folder)
        #expect(try once[0].since == run(folder, Self.rows).log.horizon && once[0].fingerprint != nil)
        #expect(try kept(folder) == once)
        // Other rows in between change nothing.
        _ = try kept(folder, Self.rows + "d,1997-01-03,1,5\n")
        #expect(try kept(folder).map(\.content) == once.map(\.content))
        // Other settings are heard without other data.
        #expect(try kept(folder, Self.rows, QuarantineSettings(rows: .drop)).allSatisfy { $0.content == nil })
    }

    /// Time is the data's own: newer rows age the old ones.
    @Test func whatIsKeptTooLongIsForgotten() throws {
        let folder = try TemporaryFolder()
        let settings = QuarantineSettings(retention: .days(30))
        let once = try kept(folder, Self.rows, settings)
        let later = try kept(folder, Self.rows + "d,1997-01-31,1,5\n", settings)
        #expect(later == once)
        let last = try kept(folder, Self.rows + "d,1997-02-05,1,5\ne,1997-99-05,1,5\n", settings)
        #expect(last.map(\.row) == [3, 4, 5, 7])
        #expect(last.map { $0.content != nil } == [false, false, false, true])
        #expect(last[0].reason == once[0].reason && last[0].since == once[0].since)
        // Forgotten once, forgotten for good.
        let again = try kept(folder, Self.rows)
        #expect(again.allSatisfy { $0.content == nil })
    }

    @Test func nothingIsKeptWhereNothingMayBe() throws {
        let folder = try TemporaryFolder()
        let rows = try kept(folder, Self.rows, QuarantineSettings(rows: .drop))
        #expect(rows.count == 3 && rows.allSatisfy { $0.content == nil })
    }

    @Test func purging() throws {
        let folder = try TemporaryFolder()
        _ = try kept(folder)
        var quarantine = try Quarantine(in: folder.path + "/work")
        #expect(quarantine.purge(source: "visits") == 0)
        #expect(quarantine.purge(source: "purchases") == 2)
        try quarantine.save(in: folder.path + "/work")
        #expect(try kept(folder).allSatisfy { $0.content == nil })
        try folder.write("{\"nonsense\":1}\n", to: "work/quarantine.jsonl")
        let error = #expect(throws: DatasetError.self) { try Quarantine(in: folder.path + "/work") }
        #expect(error?.what.contains("line 1: this is no quarantined row") == true)
    }
}
