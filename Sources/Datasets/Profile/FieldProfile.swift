/// One attribute of one kind of event.
public struct FieldProfile: Codable, Equatable, Sendable {
    /// The source.
    public var source: String
    /// The kind.
    public var kind: String
    /// The attribute.
    public var field: String
    /// The type of the values; nil where no event has one.
    public var type: Kind?
    /// Events without a value.
    public var nulls: Int
    /// Events with one.
    public var values: Int
    /// Events without a value, by month.
    public var nullMonths: [Int]
    /// Events, with and without a value, by month.
    public var eventMonths: [Int]
    /// For numbers.
    public var number: Number?
    /// For texts and truth values.
    public var category: Category?

    /// The type of values.
    public enum Kind: String, Codable, Sendable {
        /// A number.
        case number
        /// A text.
        case text
        /// A truth value.
        case flag
        /// The key of another entity.
        case link
    }

    /// How numbers are spread.
    public struct Number: Codable, Equatable, Sendable {
        /// The least.
        public var minimum: Double
        /// A quarter lies below.
        public var lowerQuartile: Double
        /// Half lie below.
        public var median: Double
        /// Three quarters lie below.
        public var upperQuartile: Double
        /// The greatest.
        public var maximum: Double
        /// The median of every month; nil for a month without values.
        public var medianMonths: [Double?]
        /// Values outside the fences, by month; nil where no fence can be drawn.
        public var outlierMonths: [Int]?
        /// The least and the greatest value that are no outliers; nil on a side that has no fence.
        public var fences: Fences?

        /// The least and the greatest value that are no outliers.
        public struct Fences: Codable, Equatable, Sendable {
            /// Below it lie outliers.
            public var lower: Double?
            /// Above it lie outliers.
            public var upper: Double?
        }
    }

    /// How texts or truth values are spread.
    public struct Category: Codable, Equatable, Sendable {
        /// How many different ones.
        public var distinct: Int
        /// How many were never seen in an earlier month, by month.
        public var newMonths: [Int]
        /// The commonest, if they may be shown.
        public var top: [Top]

        /// One category.
        public struct Top: Codable, Equatable, Sendable {
            /// The text.
            public var value: String
            /// How many events have it.
            public var events: Int
        }
    }
}
