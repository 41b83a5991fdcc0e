internal import Features

/// The fingerprints of a frame's rows.
struct RowFingerprints {
    let rows: [Fingerprint]

    /// Folds every column of a frame into its rows.
    ///
    /// - Parameter digits: significant digits that numbers are rounded to; nil keeps every bit.
    /// - Complexity: O(rows x columns).
    init(_ frame: TimeSlicedFrame, roundingTo digits: Int?) {
        var rows = frame.labels.map {
            Fingerprint(high: $0 ? 1 : 0, low: $0 ? 0x9E37_79B9_7F4A_7C15 : 0)
        }
        for column in frame.features.columns {
            switch column.values {
            case .numbers(let values):
                for (row, value) in values.enumerated() {
                    rows[row].fold((digits.map { Self.rounded(value, to: $0) } ?? value).bitPattern)
                }
            case .categories(let values):
                for (row, code) in RowCodes(values).codes.enumerated() { rows[row].fold(UInt64(code + 1)) }
            }
        }
        self.rows = rows
    }

    /// A number with so many significant digits.
    static func rounded(_ value: Double, to digits: Int) -> Double {
        guard value != 0, value.isFinite else { return value }
        var scale = 1.0
        var magnitude = value.magnitude
        var limit = 1.0
        for _ in 0..<digits { limit *= 10 }
        while magnitude >= limit {
            magnitude /= 10
            scale /= 10
        }
        while magnitude < limit / 10 {
            magnitude *= 10
            scale *= 10
        }
        return (value * scale).rounded() / scale
    }
}
