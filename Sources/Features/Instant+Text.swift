extension Instant: CustomStringConvertible, Codable {
    /// Reads an RFC 3339 date and time with a zone: `YYYY-MM-DDTHH:MM:SS[.f…](Z|±HH:MM)`.
    ///
    /// Strict: `T` and `Z` are capitals, the day exists in the calendar, hours are 0...23, seconds 0...59 (POSIX
    /// time has no leap seconds), offsets up to ±23:59. A fraction has 1 to 9 digits; those after the sixth are
    /// cut, towards the past.
    ///
    /// - Throws: `FeatureError.dateWithoutTime` for a date alone, `malformedInstant` otherwise.
    /// - Complexity: O(length).
    public init(_ text: String) throws(FeatureError) {
        if let instant = Instant(utf8: text.utf8.span) {
            self = instant
        } else if let _ = Instant(dateUTF8: text.utf8.span) {
            throw .dateWithoutTime(shape: TextShape.of(text))
        } else {
            throw .malformedInstant(shape: TextShape.of(text))
        }
    }

    /// Midnight UTC of a date `YYYY-MM-DD` that exists in the calendar.
    ///
    /// - Throws: `FeatureError.malformedDate`.
    public init(date text: String) throws(FeatureError) {
        guard let instant = Instant(dateUTF8: text.utf8.span) else {
            throw .malformedDate(shape: TextShape.of(text))
        }
        self = instant
    }

    /// Reads what `init(_:)` reads from UTF-8 bytes, or nil: the way for parsers that hold no string.
    public init?(utf8 bytes: Span<UInt8>) {
        guard bytes.count >= 20, let midnight = Instant(dateUTF8: bytes.extracting(0..<10)),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Self.digits(bytes, 11..<13), hour < 24, let minute = Self.digits(bytes, 14..<16),
            minute < 60, let second = Self.digits(bytes, 17..<19), second < 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            var scale: Int64 = 100_000
            while index < bytes.count, let digit = Self.digit(bytes[index]) {
                fraction += digit * scale
                scale /= 10
                index += 1
            }
            guard (1...9).contains(index - start), index < bytes.count else { return nil }
        }
        var offset: Int64 = 0
        if bytes[index] == UInt8(ascii: "Z") {
            guard bytes.count == index + 1 else { return nil }
        } else {
            let sign = bytes[index]
            guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), bytes.count == index + 6,
                bytes[index + 3] == UInt8(ascii: ":"),
                let hours = Self.digits(bytes, index + 1..<index + 3), hours < 24,
                let minutes = Self.digits(bytes, index + 4..<index + 6), minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60 : 60)
        }
        let seconds = (hour * 60 + minute) * 60 + second - offset
        microseconds = midnight.microseconds + seconds * 1_000_000 + fraction
        guard self >= .earliest, self <= .latest else { return nil }
    }

    /// Midnight UTC of `YYYY-MM-DD` in UTF-8 bytes, or nil.
    private init?(dateUTF8 bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.digits(bytes, 0..<4), let month = Self.digits(bytes, 5..<7), 1...12 ~= month,
            let day = Self.digits(bytes, 8..<10), day >= 1,
            day <= Self.days(inMonth: Int(month), of: Int(year))
        else { return nil }
        self.init(year: Int(year), month: Int(month), day: Int(day))
    }

    private static func digit(_ byte: UInt8) -> Int64? {
        byte >= 48 && byte <= 57 ? Int64(byte) - 48 : nil
    }

    private static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        var value: Int64 = 0
        for index in range {
            guard let digit = digit(bytes[index]) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// `YYYY-MM-DDTHH:MM:SS[.ffffff]Z` in UTC, microseconds only where they are not zero.
    ///
    /// A year outside 0...9999 is written with a sign and six digits (ISO 8601's expanded form), which
    /// `init(_:)` does not read.
    public var description: String {
        let seconds = Self.quotient((self - startOfDay).microseconds, 1_000_000)
        let fraction = (self - startOfDay).microseconds - seconds * 1_000_000
        let time =
            "\(Self.padded(seconds / 3600, 2)):\(Self.padded(seconds / 60 % 60, 2)):\(Self.padded(seconds % 60, 2))"
        return "\(dateText)T\(time)" + (fraction == 0 ? "" : "." + Self.padded(fraction, 6)) + "Z"
    }

    /// The date in UTC as `YYYY-MM-DD`.
    public var dateText: String {
        let (year, month, day) = civilDate
        let yearText =
            (0...9999).contains(year)
            ? Self.padded(Int64(year), 4) : (year < 0 ? "-" : "+") + Self.padded(Int64(abs(year)), 6)
        return "\(yearText)-\(Self.padded(Int64(month), 2))-\(Self.padded(Int64(day), 2))"
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// Decodes the text of `init(_:)`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.text { (text) throws(FeatureError) in try Instant(text) }
    }

    /// Encodes `description`.
    public func encode(to encoder: any Encoder) throws { try encoder.text(description) }
}
