public import Features

/// A day of the calendar in a scenario, `YYYY-MM-DD`, in UTC.
public struct ScenarioDay: Codable, Comparable, Hashable, Sendable {
    /// The day's first instant.
    public let midnight: Instant

    /// Creates the day that begins at an instant's midnight.
    public init(_ instant: Instant) { midnight = instant.startOfDay }

    /// Whole days since 1970-01-01.
    public var number: Int { midnight.dayNumber }

    /// Decodes `YYYY-MM-DD`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let midnight = try? Instant(date: container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "this is no day of the calendar; remedy: write it as 2024-01-31")
        }
        self.midnight = midnight
    }

    /// Encodes `YYYY-MM-DD`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(midnight.dateText)
    }

    /// The earlier day is the smaller.
    public static func < (left: ScenarioDay, right: ScenarioDay) -> Bool { left.midnight < right.midnight }
}
