/// A line of values between delimiters.
enum DelimitedLine {
    /// The values of a line; a delimiter between quotation marks is part of its value, the marks are not.
    ///
    /// - Parameters:
    ///   - line: UTF-8 without its line break; a byte order mark in front is dropped.
    ///   - quote: nil for none.
    /// - Returns: one value at least.
    /// - Complexity: O(bytes).
    static func values(of line: [UInt8], delimiter: UInt8, quote: UInt8?) -> [String] {
        var values: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...] {
            if byte == quote {
                isQuoted.toggle()
            } else if byte == delimiter, !isQuoted {
                values.append([])
            } else {
                values[values.count - 1].append(byte)
            }
        }
        return values.map { String(decoding: $0, as: UTF8.self) }
    }
}
