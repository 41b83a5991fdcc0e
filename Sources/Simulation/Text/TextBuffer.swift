internal import Features

/// Lines of text as bytes, put together without strings.
struct TextBuffer {
    private(set) var bytes: [UInt8] = []
    // The day of the last time written, and its ten characters.
    private var day = Int.min
    private var date: [UInt8] = []

    /// Forgets what was added, and keeps the room for it.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// Adds one ASCII character.
    mutating func add(ascii character: Unicode.Scalar) { bytes.append(UInt8(ascii: character)) }

    /// Adds bytes as they are.
    mutating func add(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    /// Adds a text as it is.
    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds a whole number, with zeros in front up to a width.
    mutating func add(_ number: Int, width: Int = 1) {
        if number < 0 { add(ascii: "-") }
        var rest = number.magnitude
        var digits = 0
        var reversed: UInt64 = 0
        // Four bits a digit: sixteen digits fit, and no number here is longer.
        while rest > 0 || digits < width {
            reversed = reversed << 4 | UInt64(rest % 10)
            rest /= 10
            digits += 1
        }
        for _ in 0..<digits {
            bytes.append(48 + UInt8(truncatingIfNeeded: reversed & 15))
            reversed >>= 4
        }
    }

    /// Adds hundredths as a decimal number with two places.
    mutating func add(hundredths: Int) {
        add(hundredths / 100)
        add(ascii: ".")
        add(hundredths % 100, width: 2)
    }

    /// Adds sixteen hexadecimal digits.
    mutating func add(hexadecimal bits: UInt64) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: bits >> UInt64(shift)) & 15
            bytes.append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    /// Adds a time to the millisecond: `2024-01-31T09:30:00.250Z`.
    ///
    /// - Parameter time: microseconds since 1970, not before it.
    mutating func add(time: Int64) {
        let milliseconds = Int(time / 1000)
        let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        add(day: day)
        add(ascii: "T")
        add(rest / 3_600_000, width: 2)
        add(ascii: ":")
        add(rest / 60_000 % 60, width: 2)
        add(ascii: ":")
        add(rest / 1000 % 60, width: 2)
        add(ascii: ".")
        add(rest % 1000, width: 3)
        add(ascii: "Z")
    }

    /// Adds a date: `2024-01-31`.
    ///
    /// - Parameter day: days since 1970-01-01.
    mutating func add(day: Int) {
        if day != self.day {
            self.day = day
            date = Array(Instant(microseconds: Int64(day) * TimeSpan.day.microseconds).dateText.utf8)
        }
        add(date)
    }
}
