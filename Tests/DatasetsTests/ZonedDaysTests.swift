import Features
import Testing

@testable import Datasets

/// Days are those of the zone: around its midnights, and when its clocks change.
@Suite struct ZonedDaysTests {
    @Test(arguments: [
        ("UTC", "2024-04-30T23:59:59.999999Z", "2024-04-30"),
        ("UTC", "2024-05-01T00:00:00Z", "2024-05-01"),
        ("Asia/Tokyo", "2024-04-30T14:59:59.999999Z", "2024-04-30"),
        ("Asia/Tokyo", "2024-04-30T15:00:00Z", "2024-05-01"),
        ("Pacific/Kiritimati", "2024-04-30T10:00:00Z", "2024-05-01"),
        ("Pacific/Pago_Pago", "2024-05-01T10:59:59Z", "2024-04-30"),
        ("Pacific/Pago_Pago", "2024-05-01T11:00:00Z", "2024-05-01"),
        // Clocks go forward on 31 March and back on 27 October: days of 23 and of 25 hours.
        ("Europe/Berlin", "2024-03-30T23:00:00Z", "2024-03-31"),
        ("Europe/Berlin", "2024-03-31T21:59:59Z", "2024-03-31"),
        ("Europe/Berlin", "2024-03-31T22:00:00Z", "2024-04-01"),
        ("Europe/Berlin", "2024-10-27T22:59:59Z", "2024-10-27"),
        ("Europe/Berlin", "2024-10-27T23:00:00Z", "2024-10-28"),
        ("Asia/Kolkata", "1969-12-31T18:30:00Z", "1970-01-01"),
    ])
    func areThoseOfTheZone(zone: String, instant: String, day: String) throws {
        let instant = try Instant(instant)
        // Beside instants of other years, which leave gaps between the days that are known.
        let others = try ["1950-06-01T12:00:00Z", "2060-06-01T12:00:00Z"].map { try Instant($0) }
        let days = try ZonedDays(others + [instant], zone: zone)
        #expect(days.day(of: instant).description == day)
        #expect(days.day(of: others[0]).description == "1950-06-01")
    }

    @Test func anUnknownZoneIsNamed() throws {
        let error = #expect(throws: DatasetError.self) {
            try ZonedDays([try Instant("2024-05-01T00:00:00Z")], zone: "Mars/Olympus")
        }
        #expect("\(try #require(error))".contains("Mars/Olympus"))
    }
}
