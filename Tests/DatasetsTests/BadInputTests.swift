import Datasets
import Testing

struct BadInputTests {
    private func failure(_ bytes: [UInt8]?, _ source: SourceDefinition = Fixtures.source()) throws
        -> DatasetError
    {
        let folder = try TemporaryFolder()
        if let bytes { try folder.write(bytes, to: "purchases.csv") }
        return try #require(Fixtures.failure(folder, source))
    }

    private func failure(_ text: String, _ source: SourceDefinition = Fixtures.source()) throws
        -> DatasetError
    {
        try failure(Array(text.utf8), source)
    }

    @Test func missingFile() throws {
        let error = try failure(nil)
        #expect(error.what == "purchases.csv: there is no such file")
        #expect(error.keyPath == ["sources", "purchases", "file"])
    }

    @Test func emptyFile() throws {
        #expect(try failure("").what == "purchases.csv: the file is empty")
        #expect(try failure("customer,date,amount\n").what == "purchases.csv: the file has no rows")
    }

    @Test func notUTF8() throws {
        let text =
            Array("customer,date,amount\na,1997-01-01,1\ncaf".utf8) + [0xE9] + Array(",1997-01-01,1\n".utf8)
        let error = try failure(text)
        #expect(error.what.contains("1 of 2 rows are bad"), "\(error)")
        #expect(error.what.contains("text that is not UTF-8"), "\(error)")
        #expect(error.what.contains("iconv") && error.what.contains("(first in line 3)"), "\(error)")
    }

    @Test func aHeaderThatIsNotUTF8() throws {
        let text = Array("customer,date,am".utf8) + [0xE9] + Array("ount\na,1997-01-01,1\n".utf8)
        #expect(
            try failure(text).what
                == "purchases.csv, line 1: the text is not UTF-8 (byte 16 of the file, counted from 0)")
    }

    @Test func linesThatEndInDifferentWays() throws {
        let error = try failure("customer,date,amount\na,1997-01-01,1\r\nb,1997-01-02,2\n")
        #expect(error.what == "purchases.csv, line 2: the line ends in CR LF, and the first in LF")
        #expect(error.keyPath == ["sources", "purchases", "file"])
        #expect(error.remedy.contains("sed -i 's/\\r$//'"))
    }

    @Test(arguments: [
        (
            "customer,date,amount,\na,1997-01-01,1,\n", 1,
            "column 4 of the header has no name: the line ends with a delimiter"
        ),
        (",customer,date,amount\n0,a,1997-01-01,1\n", 1, "column 1 of the header has no name"),
        (
            "customer,date,amount,Date\na,1997-01-01,1,x\n", 1,
            "columns 2 and 4 of the header have the same name"
        ),
        ("export\ncustomer,,amount\na,1997-01-01,1\n", 2, "column 2 of the header has no name"),
    ])
    func aHeaderWithoutNames(text: String, line: Int, what: String) throws {
        let source = Fixtures.source(format: SourceFormat(type: .csv, header: line))
        let error = try failure(text, source)
        #expect(error.what == "purchases.csv, line \(line): \(what)")
        #expect(error.keyPath == ["sources", "purchases", "file"])
        #expect(!error.remedy.isEmpty)
    }

    @Test func wrongDelimiter() throws {
        let error = try failure("customer;date;amount\na;1997-01-01;1\n")
        #expect(error.what.contains("is missing; found: customer;date;amount"))
        #expect(error.remedy.contains("the delimiter is more likely \";\" than \",\""))
    }

    @Test func missingColumn() throws {
        let error = try failure("customer,dates,amount\na,1997-01-01,1\n")
        #expect(error.keyPath == ["sources", "purchases", "fields", "date"])
        #expect(
            error.what == "purchases.csv, line 1: the column date is missing; found: amount, customer, dates")
        #expect(error.remedy.contains("did you mean dates?"))
        let select = try failure(
            "customer,date,amount\na,1997-01-01,1\n", Fixtures.source(select: "SELECT custmer FROM input"))
        #expect(select.keyPath == ["sources", "purchases", "select"])
        #expect(select.what.contains("custmer"))
    }

    /// A file without its header line would show a person's values as names of columns.
    @Test func aRowIsNotShownForAHeader() throws {
        let error = try failure("1,1997-01-01,alice@example.com\na,1997-01-01,1\n")
        #expect(
            error.what
                == "purchases.csv, line 1: the column amount is missing; found: 3 columns, of which 3 do not look like names"
        )
    }

    @Test func tooManyLinesThatAreNoRows() throws {
        let lines = String(repeating: "a,b\n", count: 20_001)
        let error = try failure("customer,date,amount\na,1997-01-01,1\n" + lines)
        #expect(
            error.what
                == "purchases.csv, line 3: 20000 lines or more are no rows of the declared format, the first for this: "
                + "fewer values than the header has columns")
    }

    @Test func unparsableDate() throws {
        let error = try failure("customer,date,amount\na,01.01.1997,1\n")
        #expect(
            error.what.contains(
                "1 of 1 rows are bad, more than the 0.01 of them that may be: 1 x date: text of 10 characters where a "
                    + "date (YYYY-MM-DD) is expected (first in line 2)"))
    }

    @Test func aCastThatFailsShowsNoValue() throws {
        let error = try failure(
            "customer,date,amount\na,1997-01-01,Mueller\n",
            Fixtures.source(select: "SELECT customer, date, CAST(amount AS DOUBLE) AS amount FROM input"))
        #expect(error.keyPath == ["sources", "purchases", "select"])
        #expect(!error.description.contains("Mueller"))
        #expect(error.remedy.contains("TRY_CAST"))
    }

    @Test func notParquet() throws {
        let error = try failure(
            "hello world, no parquet", Fixtures.source(format: SourceFormat(type: .parquet)))
        #expect(error.what.contains("the file is not an Apache Parquet file"))
    }

    @Test(arguments: [
        (["fields", "amount", "pattern"], "only a date"), (["events", "0", "subject"], "no field custommer"),
        (["events", "0", "recordedAt"], "neither a field"), (["format", "delimiter"], "one ASCII character"),
    ])
    func contradictoryContracts(_ place: [String], _ expected: String) throws {
        var source = Fixtures.source()
        switch place.last {
        case "pattern": source.fields["amount"]?.pattern = "%Y"
        case "subject": source.events[0].subject = "custommer"
        case "recordedAt": source.events[0].recordedAt = "assumed later"
        default: source.format.delimiter = ";;"
        }
        let error = try failure("x", source)
        #expect(error.keyPath == ["sources", "purchases"] + place)
        #expect(error.what.contains(expected))
    }

    @Test func unknownZone() {
        let error = #expect(throws: DatasetError.self) {
            try EventImport(sources: [:], directory: "/", zone: "Europe/Berln")
        }
        #expect(error?.keyPath == ["data", "zone"])
    }
}
