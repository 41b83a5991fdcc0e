internal import CSimdJSON
internal import Storage

/// Numbers and digests, written without a text of their own.
extension JSONWriter {
    /// Writes a number; what JSON has no number for is written as null.
    mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        append { bytes in
            bytes.append(addingCapacity: 32) { (digits: inout OutputSpan<UInt8>) in
                unsafe digits.withUnsafeMutableBufferPointer { buffer, count in
                    count = unsafe leadline_json_write(value, buffer.baseAddress)
                }
            }
        }
    }

    /// Writes an integer.
    mutating func number(_ value: Int) {
        append { bytes in
            if value < 0 { bytes.append(UInt8(ascii: "-")) }
            Self.digits(UInt64(value.magnitude), to: &bytes)
        }
    }

    /// Writes an integer.
    mutating func number(_ value: UInt64) { append { Self.digits(value, to: &$0) } }

    private static func digits(_ magnitude: UInt64, to bytes: inout [UInt8]) {
        var unit: UInt64 = 1
        while magnitude / unit >= 10 { unit *= 10 }
        while unit > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude / unit % 10))
            unit /= 10
        }
    }

    /// Writes a member whose value is a digest.
    mutating func member(_ name: String, _ value: Digest) {
        key(name)
        digest(value)
    }

    /// Writes a digest.
    mutating func digest(_ value: Digest) {
        append { bytes in
            bytes.append(UInt8(ascii: "\""))
            value.write(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
