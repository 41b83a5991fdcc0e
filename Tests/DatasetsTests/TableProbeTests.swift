import Datasets
import TestKit
import Testing

/// Formats and types guessed from a file.
@Suite struct TableProbeTests {
    private let folder = TemporaryDirectory()

    private func probe(_ text: String, as name: String = "rows.csv") throws -> TableProbe {
        let file = try TemporaryFolder()
        try file.write(text, to: name)
        return try TableProbe(path: file.path + "/" + name, name: name)
    }

    private func column(_ values: [String]) throws -> ColumnProbe {
        let lines = values.map { "\($0);x" }.joined(separator: "\n")
        return try #require(probe("value;other\n" + lines)["value"])
    }

    @Test(arguments: [
        (["1", "-2", "", "30"], FieldDefinition.Kind.integer), (["1", "2.5", "1e3"], .number),
        (["true", "FALSE"], .boolean), (["1997-04-01", "1998-12-31"], .date),
        (["19970401", "19981231"], .date), (["10000001", "99999999"], .integer),
        (["1997-04-01 10:00:00", "1998-12-31T00:00:00Z"], .instant), (["a", "1"], .text), (["", ""], .text),
    ])
    func types(values: [String], kind: FieldDefinition.Kind) throws {
        #expect(try column(values).kind == kind)
    }

    @Test(arguments: [
        (["31.12.1997", "01.02.1998"], "%d.%m.%Y"), (["31/12/1997", "01/02/1998"], "%d/%m/%Y"),
        (["12/31/1997", "02/01/1998"], "%m/%d/%Y"), (["19970401"], "%Y%m%d"),
        (["31.12.1997 10:15", "01.02.1998 00:00"], "%d.%m.%Y %H:%M"),
    ])
    func patterns(values: [String], pattern: String) throws {
        let column = try column(values)
        #expect(column.pattern == pattern)
        #expect(column.rivals == [])
    }

    @Test func anAmbiguousDateIsSaidToBe() throws {
        let column = try column(["01/02/1998", "03/04/1998"])
        #expect(column.pattern == "%d/%m/%Y")
        #expect(column.rivals == ["%m/%d/%Y"])
    }

    @Test func counts() throws {
        let column = try column(["ab", "", "abcd", "ab"])
        #expect(column.filled == 3)
        #expect(column.distinct == 2)
        #expect(column.shortest == 2)
        #expect(column.longest == 4)
    }

    @Test func oneValueInAThousandMayDiffer() throws {
        let column = try column((0..<1999).map(String.init) + ["n/a"])
        #expect(column.kind == .integer)
        #expect(column.misfits == 1)
        #expect(try self.column((0..<500).map(String.init) + ["n/a"]).kind == .text)
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func delimiters(delimiter: String) throws {
        let lines = ["a b", "c", "d"].joined(separator: delimiter)
        let row = ["\"x\(delimiter)y\"", "1", "2"].joined(separator: delimiter)
        let probe = try probe(lines + "\n" + row + "\n")
        #expect(probe.format == SourceFormat(type: .csv, delimiter: delimiter, header: 1))
        #expect(probe.columns.map(\.name) == ["a b", "c", "d"])
    }

    @Test func aDayIsItsLastMicrosecond() throws {
        let probe = try probe("day,n\n1970-01-01,1\nx,2\n")
        let column = try #require(probe["day"])
        #expect(try probe.texts(of: column) == ["1970-01-01", "x"])
        let whole = try self.probe("day,n\n1970-01-01,1\n")
        #expect(try whole.values(of: #require(whole["day"])).int64s == [86_399_999_999])
    }

    @Test func storedTypesAreTaken() throws {
        let table = ColumnTable(
            names: ["at", "n", "flag", "text"],
            columns: [.instants([0, nil]), .numbers([1.5, 2]), .flags([true, nil]), .texts(["a", "b"])])
        try TableFile().write(table, to: folder.path + "/rows.parquet")
        let probe = try TableProbe(path: folder.path + "/rows.parquet", name: "rows.parquet")
        #expect(probe.format.type == .parquet)
        #expect(probe.columns.map(\.kind) == [.instant, .number, .boolean, .text])
        #expect(probe.columns.map(\.pattern) == [nil, nil, nil, nil])
    }

    @Test func anotherEndingIsRefused() throws {
        let error = try #require(throws: DatasetError.self) { try probe("a,b\n1,2\n", as: "rows.xlsx") }
        #expect(error.what == "rows.xlsx: the ending names no format that is read")
    }
}
