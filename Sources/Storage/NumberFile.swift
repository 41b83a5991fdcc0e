internal import Glibc

/// A file that holds one array of numbers, little-endian: NumPy's `.npy`, or the numbers alone.
public struct NumberFile: Sendable {
    /// Where it lies.
    public let path: String
    /// What it holds.
    public let kind: NumberKind
    /// The length of each dimension, the slowest first.
    public let shape: [Int]
    /// Bytes before the first number.
    private let start: Int

    /// The number of numbers.
    public var count: Int { shape.reduce(1, *) }

    /// Looks at a file that NumPy's `save` wrote.
    ///
    /// - Throws: `malformedArray` for another format, Fortran's order, big-endian numbers and other kinds;
    ///   `missing`, `unreadable`.
    /// - Source: NumPy's `numpy.lib.format`, versions 1.0 to 3.0.
    public init(numPy path: String) throws(StorageError) {
        let file = try Descriptor(reading: path, waits: false)
        try file.expectRegular()
        let size = Int(try file.status().st_size)
        let bytes = try file.read(min(size, 1 << 16), from: 0, like: UInt8(0))
        guard bytes.count >= 12, bytes[..<6] == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59] else {
            throw .malformedArray(file: path, problem: "it does not begin as a .npy file")
        }
        let isShort = bytes[6] == 1
        let length = (0..<(isShort ? 2 : 4)).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
        start = (isShort ? 10 : 12) + length
        guard start <= bytes.count else {
            throw .malformedArray(file: path, problem: "its header does not end")
        }
        let header = String(decoding: bytes[(start - length)..<start], as: UTF8.self)
        guard let name = Self.value(of: "descr", in: header, until: ","),
            let kind = NumberKind(numPy: name.filter { $0 != "'" && $0 != "\"" })
        else {
            throw .malformedArray(
                file: path, problem: "its numbers are neither <f8, <f4, <i8, <i4, |u1 nor |b1")
        }
        guard Self.value(of: "fortran_order", in: header, until: ",") == "False" else {
            throw .malformedArray(file: path, problem: "its columns lie one after the other, not its rows")
        }
        guard let text = Self.value(of: "shape", in: header, until: ")") else {
            throw .malformedArray(file: path, problem: "its header tells no shape")
        }
        self.path = path
        self.kind = kind
        shape = try Self.shape(text, path)
        try checkSize(size)
    }

    /// Looks at a file of rows of numbers and nothing else.
    ///
    /// - Parameter columns: numbers a row; nil for an array of one dimension.
    /// - Throws: `malformedArray` where the last row is not whole; `missing`, `unreadable`.
    public init(raw path: String, kind: NumberKind, columns: Int?) throws(StorageError) {
        let file = try Descriptor(reading: path, waits: false)
        try file.expectRegular()
        let size = Int(try file.status().st_size)
        let width = columns ?? 1
        guard width > 0, width <= 1 << 31, size.isMultiple(of: width * kind.size) else {
            throw .malformedArray(
                file: path, problem: "\(size) bytes are no whole rows of \(width) numbers of \(kind.rawValue)"
            )
        }
        self.path = path
        self.kind = kind
        start = 0
        let rows = size / (width * kind.size)
        shape = columns == nil ? [rows] : [rows, width]
    }

    /// The numbers, in the kind of the parameter; the file must hold that kind.
    func numbers<Number: BitwiseCopyable & Sendable>(like zero: Number) throws(StorageError) -> [Number] {
        try Descriptor(reading: path, waits: false).read(count, from: start, like: zero)
    }

    private func checkSize(_ size: Int) throws(StorageError) {
        guard size - start == count * kind.size else {
            throw .malformedArray(
                file: path,
                problem: "\(size - start) bytes follow its header, not the \(count * kind.size) of its shape")
        }
    }

    /// What stands behind a key of the header, which is a Python dictionary.
    private static func value(of key: String, in header: String, until end: Character) -> String? {
        for quote in ["'", "\""] {
            let parts = header.split(separator: "\(quote)\(key)\(quote):", maxSplits: 1)
            guard parts.count == 2 else { continue }
            return parts[1].split(separator: end, maxSplits: 1).first.map { String($0.drop { $0 == " " }) }
        }
        return nil
    }

    private static func shape(_ text: String, _ path: String) throws(StorageError) -> [Int] {
        var shape: [Int] = []
        var count = 1
        for part in text.drop(while: { $0 == "(" }).split(separator: ",") {
            let digits = part.filter { $0 != " " }
            if digits.isEmpty { continue }
            guard let length = Int(digits), length >= 0, length <= 1 << 40 else {
                throw .malformedArray(file: path, problem: "its shape is not of whole numbers")
            }
            let (product, hasOverflown) = count.multipliedReportingOverflow(by: max(length, 1))
            guard !hasOverflown, product <= 1 << 45 else {
                throw .malformedArray(file: path, problem: "its shape is too large")
            }
            count = product
            shape.append(length)
        }
        return shape
    }
}
