/// Patterns of dates and times that a probe tries, in strftime's letters.
enum TimePattern {
    /// Of a day; the first is what a contract reads without a pattern.
    static let days = [
        "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y%m%d",
    ]

    /// Of a time of day; ISO 8601 needs none.
    static let instants = [
        "%d.%m.%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d/%m/%Y %H:%M",
        "%m/%d/%Y %H:%M",
    ]

    /// SQL that counts the texts that are a time of a pattern, between the years 1900 and 2199.
    static func count(_ text: String, _ pattern: String) -> String {
        let time = "try_strptime(\(text), \(pattern.sqlLiteral))"
        // Eight digits are a date only if they are eight; other patterns let a zero be left out.
        let digits = pattern == "%Y%m%d" ? " AND length(\(text)) = 8" : ""
        return "count(*) FILTER (WHERE year(\(time)) BETWEEN 1900 AND 2199\(digits))"
    }

    /// SQL that counts the texts that are a time of day in ISO 8601.
    static func count(iso text: String) -> String {
        "count(CASE WHEN length(\(text)) > 10 THEN TRY_CAST(\(text) AS TIMESTAMPTZ) END)"
    }
}
