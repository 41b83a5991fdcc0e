extension NumberFile {
    /// The bytes of a `.npy` file of whole numbers; shape (numbers).
    ///
    /// - Source: NumPy's `numpy.lib.format`, version 1.0.
    public static func numPy(_ numbers: [Int32]) -> [UInt8] {
        var bytes = header(kind: "<i4", shape: "(\(numbers.count),)")
        bytes.reserveCapacity(bytes.count + 4 * numbers.count)
        for number in numbers { append(UInt64(UInt32(bitPattern: number)), size: 4, to: &bytes) }
        return bytes
    }

    /// The bytes of a `.npy` file of whole numbers, row after row; shape (numbers / columns, columns).
    ///
    /// - Precondition: rows are whole.
    public static func numPy(_ numbers: [Int32], columns: Int) -> [UInt8] {
        precondition(columns > 0 && numbers.count.isMultiple(of: columns), "rows are whole")
        var bytes = header(kind: "<i4", shape: "(\(numbers.count / columns), \(columns))")
        bytes.reserveCapacity(bytes.count + 4 * numbers.count)
        for number in numbers { append(UInt64(UInt32(bitPattern: number)), size: 4, to: &bytes) }
        return bytes
    }

    /// The bytes of a `.npy` file of whole numbers of 64 bits; shape (numbers).
    public static func numPy(_ numbers: [Int]) -> [UInt8] {
        var bytes = header(kind: "<i8", shape: "(\(numbers.count),)")
        bytes.reserveCapacity(bytes.count + 8 * numbers.count)
        for number in numbers { append(UInt64(bitPattern: Int64(number)), size: 8, to: &bytes) }
        return bytes
    }

    /// The bytes of a `.npy` file of doubles; shape (numbers).
    public static func numPy(_ numbers: [Double]) -> [UInt8] {
        var bytes = header(kind: "<f8", shape: "(\(numbers.count),)")
        bytes.reserveCapacity(bytes.count + 8 * numbers.count)
        for number in numbers { append(number.bitPattern, size: 8, to: &bytes) }
        return bytes
    }

    /// The bytes of a `.npy` file of doubles, row after row; shape (numbers / columns, columns).
    ///
    /// - Precondition: rows are whole.
    public static func numPy(_ numbers: [Double], columns: Int) -> [UInt8] {
        precondition(columns > 0 && numbers.count.isMultiple(of: columns), "rows are whole")
        var bytes = header(kind: "<f8", shape: "(\(numbers.count / columns), \(columns))")
        bytes.reserveCapacity(bytes.count + 8 * numbers.count)
        for number in numbers { append(number.bitPattern, size: 8, to: &bytes) }
        return bytes
    }

    private static func header(kind: String, shape: String) -> [UInt8] {
        let text = "{'descr': '\(kind)', 'fortran_order': False, 'shape': \(shape), }"
        // The numbers begin at a multiple of 64 bytes.
        let length = (10 + text.utf8.count + 1 + 63) / 64 * 64 - 10
        var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]
        append(UInt64(length), size: 2, to: &bytes)
        bytes += Array(text.utf8)
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: length - text.utf8.count - 1)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private static func append(_ bits: UInt64, size: Int, to bytes: inout [UInt8]) {
        for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(place)))) }
    }
}
