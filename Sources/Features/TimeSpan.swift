/// A length of time in microseconds; windows, label horizons and embargoes are spans.
public struct TimeSpan: Hashable, Comparable, Sendable {
    /// The length in microseconds; negative spans point into the past.
    public var microseconds: Int64

    /// Creates a span of that many microseconds.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Twenty-four hours, whatever a clock change makes of the calendar day.
    public static let day = TimeSpan(microseconds: 86_400_000_000)

    /// A span of whole days of 24 hours.
    public static func days(_ count: Int) -> TimeSpan {
        TimeSpan(microseconds: Int64(count) * day.microseconds)
    }

    /// The length in days of 24 hours.
    public var inDays: Double { Double(microseconds) / 86_400_000_000 }

    /// The shorter span is the smaller.
    public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.microseconds < right.microseconds }
}

extension Instant {
    /// The instant that lies a span later.
    public static func + (instant: Instant, span: TimeSpan) -> Instant {
        Instant(microseconds: instant.microseconds + span.microseconds)
    }

    /// The instant that lies a span earlier.
    public static func - (instant: Instant, span: TimeSpan) -> Instant {
        Instant(microseconds: instant.microseconds - span.microseconds)
    }

    /// The span from the second instant to the first.
    public static func - (later: Instant, earlier: Instant) -> TimeSpan {
        TimeSpan(microseconds: later.microseconds - earlier.microseconds)
    }
}
