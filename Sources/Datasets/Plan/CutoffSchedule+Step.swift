internal import Features

extension CutoffSchedule.Calendar {
    /// The step between days.
    public enum Step: Equatable, Sendable {
        /// The same day of each month, or its last.
        case month
        /// So many days, at least one.
        case days(Int)

        /// Every seventh day.
        public static let week = Step.days(7)
        /// Every day.
        public static let day = Step.days(1)

        /// The day a number of steps after another.
        func day(_ steps: Int, after day: CalendarDay) -> CalendarDay {
            switch self {
            case .month: CalendarDay(midnight: day.midnight.addingMonths(steps))
            case .days(let count): day.adding(days: count * steps)
            }
        }
    }
}

extension CutoffSchedule.Calendar.Step: Codable {
    /// Decodes `month`, `week`, `day`, or a span of whole days such as `14d` or `2w`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        switch try container.decode(String.self) {
        case "month": self = .month
        case "week": self = .week
        case "day": self = .day
        case let text:
            let day = TimeSpan.day.microseconds
            guard let span = try? TimeSpan(text), span.microseconds > 0, span.microseconds % day == 0 else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription:
                        "this is no step between days; write month, week, day, or a number of days or weeks: 14d, 2w"
                )
            }
            self = .days(Int(span.microseconds / day))
        }
    }

    /// Encodes the name of a step that has one, else its days: `14d`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let text =
            switch self {
            case .month: "month"
            case .week: "week"
            case .day: "day"
            case .days(let count): "\(count)d"
            }
        try container.encode(text)
    }
}
