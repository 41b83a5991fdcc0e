extension BinaryTensors {
    /// The number of values that bytes hold.
    ///
    /// - Throws: `invalidField` where they end within one.
    static func count(
        _ bytes: ArraySlice<UInt8>, _ datatype: Datatype, path: String
    ) throws(ServingError) -> Int {
        guard datatype == .bytes else {
            guard bytes.count.isMultiple(of: datatype.width) else { throw partial(path) }
            return bytes.count / datatype.width
        }
        var rest = bytes
        var count = 0
        while !rest.isEmpty {
            guard rest.count >= 4 else { throw partial(path) }
            let width = Int(word(rest.prefix(4)))
            guard rest.count - 4 >= width else { throw partial(path) }
            rest = rest.dropFirst(4 + width)
            count += 1
        }
        return count
    }

    /// Writes the values that bytes hold.
    ///
    /// - Precondition: all are whole: they have been counted.
    /// - Throws: `invalidField` for an infinity, and a text that is not UTF-8.
    static func values(
        _ writer: inout JSONWriter, _ bytes: ArraySlice<UInt8>, _ datatype: Datatype, path: String
    ) throws(ServingError) {
        var rest = bytes
        while !rest.isEmpty {
            var width = datatype.width
            if datatype == .bytes {
                width = Int(word(rest.prefix(4)))
                rest = rest.dropFirst(4)
            }
            try value(&writer, rest.prefix(width), datatype, path: path)
            rest = rest.dropFirst(width)
        }
    }

    private static func value(
        _ writer: inout JSONWriter, _ bytes: ArraySlice<UInt8>, _ datatype: Datatype, path: String
    ) throws(ServingError) {
        let word = word(bytes.prefix(8))
        let number: Double
        switch datatype {
        case .bool: return writer.boolean(word != 0)
        case .uint8, .uint16, .uint32: return writer.number(Int(word))
        case .uint64: return writer.number(word)
        case .int8: return writer.number(Int(Int8(truncatingIfNeeded: word)))
        case .int16: return writer.number(Int(Int16(truncatingIfNeeded: word)))
        case .int32: return writer.number(Int(Int32(truncatingIfNeeded: word)))
        case .int64: return writer.number(Int(truncatingIfNeeded: word))
        case .fp16: number = Double(Float16(bitPattern: UInt16(truncatingIfNeeded: word)))
        case .fp32: number = Double(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
        case .fp64: number = Double(bitPattern: word)
        case .bytes:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .invalidField(
                    path: path, problem: "holds a string that is not UTF-8", remedy: "send UTF-8")
            }
            return writer.string(text)
        }
        guard !number.isInfinite else {
            throw .invalidField(
                path: path, problem: "holds an infinity",
                remedy: "send finite numbers, and NaN for a missing one")
        }
        // Not a number is written as null.
        writer.number(number)
    }

    // The lowest byte comes first.
    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func partial(_ path: String) -> ServingError {
        .invalidField(
            path: path, problem: "ends within a value", remedy: "send whole values of the declared datatype")
    }
}

extension Datatype {
    /// The bytes of a value; 0 where each value says it.
    fileprivate var width: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .uint16, .int16, .fp16: 2
        case .uint32, .int32, .fp32: 4
        case .uint64, .int64, .fp64: 8
        case .bytes: 0
        }
    }
}
