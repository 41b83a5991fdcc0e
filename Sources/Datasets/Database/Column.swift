/// One column of a query's answer or of a table to be written; nil is SQL's NULL.
public enum Column: Equatable, Sendable {
    /// Doubles; NaN never stands for NULL here.
    case numbers([Double?])
    /// Whole numbers of 64 bits.
    case integers([Int64?])
    /// Texts in UTF-8.
    case texts([String?])
    /// Truth values.
    case flags([Bool?])
    /// Points in time, microseconds since 1970 in UTC (a DATE arrives as its midnight).
    case instants([Int64?])

    /// The number of rows.
    public var count: Int {
        switch self {
        case .numbers(let values): values.count
        case .integers(let values), .instants(let values): values.count
        case .texts(let values): values.count
        case .flags(let values): values.count
        }
    }

    /// The integers of an integer or instant column; nil for the other kinds.
    public var int64s: [Int64?]? {
        switch self {
        case .integers(let values), .instants(let values): values
        default: nil
        }
    }

    /// The texts of a text column; nil for the other kinds.
    public var strings: [String?]? {
        if case .texts(let values) = self { values } else { nil }
    }

    /// The numbers of a number or integer column, as doubles; nil for the other kinds.
    public var doubles: [Double?]? {
        switch self {
        case .numbers(let values): values
        case .integers(let values): values.map { $0.map(Double.init) }
        default: nil
        }
    }

    /// The truth values of a flag column; nil for the other kinds.
    public var booleans: [Bool?]? {
        if case .flags(let values) = self { values } else { nil }
    }

    var typeName: String {
        switch self {
        case .numbers: "DOUBLE"
        case .integers: "BIGINT"
        case .texts: "VARCHAR"
        case .flags: "BOOLEAN"
        case .instants: "TIMESTAMP WITH TIME ZONE"
        }
    }
}
