extension TimeSpan: CustomStringConvertible, Codable {
    /// The units a text may have, longest first: suffix and microseconds.
    private static let units: [(suffix: String, microseconds: Int64)] = [
        ("w", 604_800_000_000), ("d", 86_400_000_000), ("h", 3_600_000_000), ("m", 60_000_000),
        ("s", 1_000_000), ("ms", 1_000), ("us", 1),
    ]

    /// Reads a whole number and a unit: `2w`, `90d`, `24h`, `30m`, `15s`, `20ms`, `5us`, or negative, `-3d`.
    ///
    /// Days have 24 hours and weeks seven days.
    ///
    /// - Throws: `FeatureError.malformedSpan`, also for a span of more than a hundred years.
    public init(_ text: String) throws(FeatureError) {
        let suffix = String(text.drop { $0 == "-" || ("0"..."9").contains($0) })
        guard let unit = Self.units.first(where: { $0.suffix == suffix }),
            let count = Int64(text.dropLast(suffix.count))
        else { throw .malformedSpan(text: text) }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit.microseconds)
        // A hundred years either way: sums of instants and spans cannot overflow.
        guard !overflow, product.magnitude <= 36_525 * 86_400_000_000 else {
            throw .malformedSpan(text: text)
        }
        microseconds = product
    }

    /// The span in the longest unit from days down that holds it as a whole number: `90d`, `36h`, `0d`.
    public var description: String {
        let unit = Self.units.dropFirst().first { microseconds % $0.microseconds == 0 }
        return unit.map { "\(microseconds / $0.microseconds)\($0.suffix)" } ?? "\(microseconds)us"
    }

    /// Decodes the text of `init(_:)`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.text { (text) throws(FeatureError) in try TimeSpan(text) }
    }

    /// Encodes `description`.
    public func encode(to encoder: any Encoder) throws { try encoder.text(description) }
}
