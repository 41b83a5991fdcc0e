public import Features

/// A day of the calendar, `YYYY-MM-DD`, in a zone that is declared elsewhere.
public struct CalendarDay: Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Midnight UTC of the day, whatever the zone: only for counting days and months.
    var midnight: Instant

    /// Reads a day that exists.
    ///
    /// - Throws: `FeatureError.malformedDate`.
    public init(_ text: String) throws(FeatureError) { midnight = try Instant(date: text) }

    init(midnight: Instant) { self.midnight = midnight }

    /// The day a number of days later.
    func adding(days: Int) -> CalendarDay { CalendarDay(midnight: midnight + .days(days)) }

    /// `YYYY-MM-DD`.
    public var description: String { midnight.dateText }

    /// The earlier day is the smaller.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.midnight < right.midnight }

    /// Decodes the text of `init(_:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "this is no day of the calendar; write it as 1997-04-01")
        }
    }

    /// Encodes `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
