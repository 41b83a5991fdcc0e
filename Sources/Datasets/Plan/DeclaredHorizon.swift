public import Features

/// Until when data are taken as complete, as the pipeline declares it: one row with a date in the future then
/// matures no label.
public enum DeclaredHorizon: Codable, Equatable, Sendable, CustomStringConvertible {
    /// Until the end of a day in the data's zone.
    case day(CalendarDay)
    /// Until an instant.
    case instant(Instant)

    /// Reads `2012-03-14` or `2012-03-14T15:04:54Z`.
    ///
    /// - Throws: `FeatureError` for a text that is neither.
    public init(_ text: String) throws(FeatureError) {
        if text.utf8.count > 10 {
            self = .instant(try Instant(text))
        } else {
            self = .day(try CalendarDay(text))
        }
    }

    /// The text of `init(_:)`.
    public var description: String {
        switch self {
        case .day(let day): day.description
        case .instant(let instant): instant.description
        }
    }

    /// Decodes the text of `init(_:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "this is neither a day nor an instant; write 2012-03-14 or 2012-03-14T15:00:00Z")
        }
    }

    /// Encodes `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
