/// A line of values between delimiters, as RFC 4180 writes them.
enum DelimitedLine {
    /// The values of a line.
    ///
    /// Quotation marks about a value are not part of it: a delimiter between them is, and two of them stand for one. A mark
    /// within a value that does not begin with one is a character like any other.
    ///
    /// - Parameters:
    ///   - line: UTF-8 without its line break; a byte order mark in front is dropped.
    ///   - quote: nil for none.
    /// - Returns: one value at least.
    /// - Complexity: O(bytes).
    static func values(of line: [UInt8], delimiter: UInt8, quote: UInt8?) -> [String] {
        var values: [[UInt8]] = [[]]
        var place = Place.start
        for byte in line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...] {
            switch place {
            case .start where byte == quote: place = .quoted
            case .quoted where byte == quote: place = .afterQuote
            case .afterQuote where byte == quote:
                // The second of two: the value goes on.
                values[values.count - 1].append(byte)
                place = .quoted
            case .start where byte == delimiter, .plain where byte == delimiter,
                .afterQuote where byte == delimiter:
                values.append([])
                place = .start
            case .quoted: values[values.count - 1].append(byte)
            case .start, .plain, .afterQuote:
                values[values.count - 1].append(byte)
                place = .plain
            }
        }
        return values.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where in a value a byte is.
    private enum Place { case start, plain, quoted, afterQuote }
}
