extension Safetensors {
    /// The format's own limit on the header, in bytes.
    private static let maximumHeader = 100_000_000

    /// Reads a file; `file` is what errors call the bytes.
    ///
    /// - Parameter admitsSingle: whether tensors in single precision are read too.
    /// - Throws: `malformedTensors`: a header that is too long or not JSON, another type than is admitted, data that
    ///   overlap, leave a gap, lie outside the file or differ from their shape. No bytes make it trap.
    /// - Complexity: O(n + k log k) for n bytes and k tensors.
    public static func decode(
        _ bytes: [UInt8], file: String, admitsSingle: Bool = false
    ) throws(StorageError) -> Safetensors {
        func malformed(_ problem: String) -> StorageError { .malformedTensors(file: file, problem: problem) }
        guard bytes.count >= 8 else {
            throw malformed("it is shorter than the 8 bytes of the header's length")
        }
        let length = word(bytes, at: 0)
        guard length <= UInt64(bytes.count - 8), length <= UInt64(maximumHeader) else {
            throw malformed(
                "the header's length is beyond the end of the file or above \(maximumHeader) bytes")
        }
        let start = 8 + Int(length)
        let parsed: JSONValue
        do throws(StorageError) {
            parsed = try CanonicalJSON.parse(Array(bytes[8..<start]), file: file)
        } catch .malformedJSON(_, _, _, let problem) {
            throw malformed("the header is not JSON: \(problem)")
        }
        guard case .object(var members) = parsed else { throw malformed("the header is not a JSON object") }
        var metadata: [String: String] = [:]
        if let written = members.removeValue(forKey: metadataName) {
            metadata = try CanonicalJSON.decode([String: String].self, from: written, file: file)
        }
        var entries: [(name: String, entry: Entry)] = []
        for (name, member) in members {
            let entry = try CanonicalJSON.decode(Entry.self, from: member, file: "\(file) (`\(name)`)")
            guard entry.type == "F64" || admitsSingle && entry.type == "F32" else {
                throw malformed(
                    "`\(name)` is of type \(entry.type), not F64\(admitsSingle ? " or F32" : "")")
            }
            guard let count = Tensor.count(of: entry.shape), count <= bytes.count / entry.size else {
                throw malformed("`\(name)` has a shape that is negative or larger than the file")
            }
            guard entry.offsets.count == 2, entry.offsets[0] >= 0, entry.offsets[1] >= entry.offsets[0],
                entry.offsets[1] - entry.offsets[0] == entry.size * count
            else { throw malformed("the data offsets of `\(name)` do not fit its shape") }
            entries.append((name, entry))
        }
        // Empty tensors share their offset with the next; the end then decides.
        entries.sort {
            ($0.entry.offsets[0], $0.entry.offsets[1]) < ($1.entry.offsets[0], $1.entry.offsets[1])
        }
        var tensors: [String: Tensor] = [:]
        var position = 0
        for (name, entry) in entries {
            guard entry.offsets[0] == position else {
                throw malformed("the data of `\(name)` overlap others or leave a gap before them")
            }
            guard entry.offsets[1] <= bytes.count - start else {
                throw malformed("the data of `\(name)` end beyond the file")
            }
            let values = stride(from: position, to: entry.offsets[1], by: entry.size).map { place in
                let word = word(bytes, at: start + place, size: entry.size)
                return entry.isSingle
                    ? Double(Float(bitPattern: UInt32(word))) : Double(bitPattern: word)
            }
            tensors[name] = Tensor(shape: entry.shape, values: values, isSingle: entry.isSingle)
            position = entry.offsets[1]
        }
        guard position == bytes.count - start else {
            throw malformed("there are bytes after the last tensor")
        }
        return Safetensors(tensors, metadata: metadata)
    }

    private struct Entry: Decodable {
        var type: String
        var shape: [Int]
        var offsets: [Int]

        var isSingle: Bool { type == "F32" }
        var size: Int { isSingle ? 4 : 8 }

        enum CodingKeys: String, CodingKey {
            case type = "dtype"
            case shape
            case offsets = "data_offsets"
        }
    }

    private static func word(_ bytes: [UInt8], at index: Int, size: Int = 8) -> UInt64 {
        var word: UInt64 = 0
        for byte in bytes[index..<index + size].reversed() { word = word << 8 | UInt64(byte) }
        return word
    }
}
