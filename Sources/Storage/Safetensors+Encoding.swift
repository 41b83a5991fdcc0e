extension Safetensors {
    static let metadataName = "__metadata__"

    /// The bytes of the file: the same for equal values.
    ///
    /// Names are sorted, data begins at a multiple of 8.
    ///
    /// - Precondition: no tensor is called `__metadata__`.
    public func encode() -> [UInt8] {
        var header: [String: JSONValue] = [:]
        if !metadata.isEmpty { header[Self.metadataName] = .object(metadata.mapValues { .text($0) }) }
        var data: [UInt8] = []
        let sorted = tensors.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (name, tensor) in sorted {
            precondition(name != Self.metadataName, "the name `\(Self.metadataName)` is the format's")
            let start = data.count
            for value in tensor.values {
                if tensor.isSingle {
                    Self.append(UInt64(Float(value).bitPattern), size: 4, to: &data)
                } else {
                    Self.append(value.bitPattern, size: 8, to: &data)
                }
            }
            header[name] = .object([
                "dtype": .text(tensor.isSingle ? "F32" : "F64"),
                "shape": .array(tensor.shape.map { .integer(Int64($0)) }),
                "data_offsets": .array([.integer(Int64(start)), .integer(Int64(data.count))]),
            ])
        }
        var text = CanonicalJSON.line(.object(header))
        while !text.count.isMultiple(of: 8) { text.append(UInt8(ascii: " ")) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + text.count + data.count)
        Self.append(UInt64(text.count), size: 8, to: &bytes)
        return bytes + text + data
    }

    private static func append(_ word: UInt64, size: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 8 * size, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> shift))
        }
    }
}
