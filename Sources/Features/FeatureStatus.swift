/// What reading a feature's value found.
public enum FeatureStatus: String, Codable, CaseIterable, Sendable {
    /// There is a value.
    case present = "PRESENT"
    /// Events that may count are known, but they give no value: none carries the attribute, or they are too few.
    case nullValue = "NULL_VALUE"
    /// No event that may count is known, or no entity that the link leads to.
    case notFound = "NOT_FOUND"
    /// There is a value, but it is older than `maximumAge`, and so it is missing.
    case outsideMaximumAge = "OUTSIDE_MAX_AGE"
}
