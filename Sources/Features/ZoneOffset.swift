/// A fixed offset from UTC: how many minutes local clocks are ahead.
///
/// There are no zone names here. Their rules change with every release of the zone data, and a value must have the
/// same bits in training, in serving and years later.
public struct ZoneOffset: Hashable, Sendable {
    /// Minutes ahead of UTC, in -1080...1080.
    public let minutes: Int

    /// UTC itself.
    public static let utc = ZoneOffset(uncheckedMinutes: 0)

    private init(uncheckedMinutes: Int) { minutes = uncheckedMinutes }

    /// Reads `UTC`, or `±HH:MM` of at most 18 hours.
    ///
    /// - Throws: `FeatureError.malformedOffset`.
    public init(_ text: String) throws(FeatureError) {
        if text == "UTC" {
            self = .utc
            return
        }
        let characters = Array(text.utf8)
        func digits(_ place: Int) -> Int? {
            let pair = characters[place...place + 1].map { Int($0) - 48 }
            return pair.allSatisfy { (0...9).contains($0) } ? pair[0] * 10 + pair[1] : nil
        }
        guard characters.count == 6, [43, 45].contains(characters[0]), characters[3] == 58,
            let hours = digits(1), let rest = digits(4), rest < 60, hours * 60 + rest <= 1080
        else { throw .malformedOffset(text: text) }
        minutes = (hours * 60 + rest) * (characters[0] == 45 ? -1 : 1)
    }

    /// How far local clocks are ahead.
    public var span: TimeSpan { TimeSpan(microseconds: Int64(minutes) * 60_000_000) }
}

extension ZoneOffset: CustomStringConvertible, Codable {
    /// `UTC` or `±HH:MM`.
    public var description: String {
        if minutes == 0 { return "UTC" }
        func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let size = abs(minutes)
        return (minutes < 0 ? "-" : "+") + pair(size / 60) + ":" + pair(size % 60)
    }

    /// Decodes the text of `init(_:)`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.text { (text) throws(FeatureError) in try ZoneOffset(text) }
    }

    /// Encodes `description`.
    public func encode(to encoder: any Encoder) throws { try encoder.text(description) }
}
