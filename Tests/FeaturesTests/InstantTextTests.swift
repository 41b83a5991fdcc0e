import Features
import TestKit
import Testing

@Suite("Instants as text and in the calendar")
struct InstantTextTests {
    @Test(
        "Reads what RFC 3339 allows",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:01.5Z", 1_500_000),
            ("1969-12-31T23:59:59.999999Z", -1), ("1970-01-01T01:00:00+01:00", 0),
            ("1969-12-31T18:30:00-05:30", 0), ("2000-02-29T12:00:00Z", 951_825_600_000_000),
            ("1970-01-01T00:00:00.000001999Z", 1), ("1969-12-31T23:59:59.9999999Z", -1),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
        ])
    func reads(text: String, microseconds: Int64) throws {
        #expect(try Instant(text).microseconds == microseconds)
    }

    @Test(
        "Refuses everything else",
        arguments: [
            "", "Z", "1970-01-01T00:00Z", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z",
            "1970-01-01t00:00:00z",
            "1970-13-01T00:00:00Z", "1970-00-01T00:00:00Z", "1970-02-30T00:00:00Z", "1900-02-29T00:00:00Z",
            "1970-01-00T00:00:00Z", "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z",
            "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00.1234567890Z", "1970-01-01T00:00:00.5",
            "1970-01-01T00:00:00+0100", "1970-01-01T00:00:00+24:00", "1970-01-01T00:00:00+01:60",
            "1970-01-01T00:00:00Zx", "+1970-01-01T00:00:00Z", "19700-01-01T00:00:00Z", "0x70-01-01T00:00:00Z",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "1970-01-01T00:00:00\u{2212}01:00",
            "yesterday evening", "1997/01/01T00:00:00Z",
        ])
    func refuses(text: String) throws {
        let error = #expect(throws: FeatureError.self) { try Instant(text) }
        guard case .malformedInstant? = error else {
            Issue.record("\(text): \(error.map { "\($0)" } ?? "no error")")
            return
        }
        #expect(Instant(utf8: Array(text.utf8).span) == nil)
    }

    @Test("A date alone is refused as such, and read where a date is asked for")
    func date() throws {
        #expect(throws: FeatureError.dateWithoutTime(shape: "9999-99-99")) { try Instant("1997-01-01") }
        #expect(try Instant(date: "1997-01-01") == Instant(year: 1997, month: 1, day: 1))
        #expect(throws: FeatureError.malformedDate(shape: "9999-99-99")) { try Instant(date: "1997-02-29") }
        #expect(throws: FeatureError.malformedDate(shape: "a9 aaa")) { try Instant(date: "x1 May") }
    }

    @Test("Text round trips over random instants", arguments: 0..<4)
    func roundTrip(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let range = Instant.latest.microseconds - Instant.earliest.microseconds
        for _ in 0..<2000 {
            let offset = Int64(random.next() % UInt64(range))
            var instant = Instant.earliest + TimeSpan(microseconds: offset)
            if random.oneIn(3) { instant = instant.startOfDay }
            #expect(try Instant(instant.description) == instant)
            let (year, month, day) = instant.civilDate
            #expect(Instant(year: year, month: month, day: day) == instant.startOfDay)
            #expect(try Instant(date: instant.dateText) == instant.startOfDay)
        }
        for instant in [Instant.earliest, .latest] { #expect(try Instant(instant.description) == instant) }
    }

    @Test("Microseconds are written only where there are some")
    func description() {
        #expect(Instant(microseconds: 0).description == "1970-01-01T00:00:00Z")
        #expect(Instant(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
        #expect(Instant(microseconds: 1).description == "1970-01-01T00:00:00.000001Z")
        #expect(Instant(year: -1, month: 3, day: 4).description == "-000001-03-04T00:00:00Z")
    }

    @Test("Every day of four centuries has the next date")
    func calendar() {
        var (year, month, day) = (1899, 12, 31)
        var instant = Instant(year: year, month: month, day: day)
        for _ in 0..<146_097 {
            instant = instant + .day
            day += 1
            if day > Instant.days(inMonth: month, of: year) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
            if instant.civilDate != (year, month, day) { Issue.record("\(year)-\(month)-\(day)") }
        }
    }

    @Test(
        "Months are added by the calendar and end with the month",
        arguments: [
            ("2024-01-31T10:00:00Z", 1, "2024-02-29T10:00:00Z"),
            ("2023-01-31T10:00:00Z", 1, "2023-02-28T10:00:00Z"),
            ("2024-03-31T00:00:00Z", -1, "2024-02-29T00:00:00Z"),
            ("1997-04-01T00:00:00Z", 12, "1998-04-01T00:00:00Z"),
            ("2024-01-15T00:00:00Z", -13, "2022-12-15T00:00:00Z"),
            ("1969-11-30T23:59:59.5Z", 3, "1970-02-28T23:59:59.500000Z"),
        ])
    func months(text: String, count: Int, expected: String) throws {
        #expect(try Instant(text).addingMonths(count).description == expected)
    }
}
