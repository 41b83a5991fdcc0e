/// The protocol's binary tensor data extension: a JSON text, and after it the values of the inputs that leave `data` out.
///
/// Such a body is written anew as JSON alone, in the fewest digits that read back as the same numbers, so that all bodies are
/// read in one way. NaN stands for a missing value, as null does in JSON. Source: Triton's binary tensor data extension.
struct BinaryTensors {
    private var rest: ArraySlice<UInt8>
    private let bounds: Bounds

    /// How much a request may ask for, which is looked at before anything is written.
    struct Bounds {
        /// Rows of a batch.
        var rows: Int
        /// Inputs of the model, which one tensor of one dimension may hold; 0 where no version of it is loaded.
        var inputs = 0
    }

    /// The body as JSON alone.
    ///
    /// - Parameter length: the bytes of the JSON text, as the header `Inference-Header-Content-Length` says.
    /// - Throws: `invalidJSON`, `invalidField` where sizes, shapes and values do not fit; `batchTooLarge`.
    /// - Complexity: O(bytes).
    static func json(_ body: [UInt8], length: Int, within bounds: Bounds) throws(ServingError) -> [UInt8] {
        guard (0...body.count).contains(length) else {
            throw .invalidField(
                path: "Inference-Header-Content-Length", problem: "is not a number of bytes of the body",
                remedy: "send the length of the JSON text, or leave the header out")
        }
        let root = try JSONDocument(parsing: Array(body[..<length])).root
        var tensors = BinaryTensors(rest: body[length...], bounds: bounds)
        var writer = JSONWriter(capacity: body.count)
        let members = try root.object(at: "the body")
        try writer.object { (writer) throws(ServingError) in
            for (name, node) in members.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                guard name == "inputs" else {
                    node.write(&writer)
                    continue
                }
                let inputs = try node.list(at: name)
                try writer.array { (writer) throws(ServingError) in
                    for (position, input) in inputs.enumerated() {
                        try tensors.write(&writer, input, path: "inputs[\(position)]")
                    }
                }
            }
        }
        guard tensors.rest.isEmpty else {
            throw .invalidField(
                path: "inputs", problem: "leave \(tensors.rest.count) bytes of values over",
                remedy: "give each input its binary_data_size")
        }
        return writer.bytes
    }

    private mutating func write(
        _ writer: inout JSONWriter, _ input: JSONNode, path: String
    ) throws(ServingError) {
        let members = try input.object(at: path)
        guard let node = members["parameters"]?.members["binary_data_size"] else {
            return input.write(&writer)
        }
        let place = "\(path).parameters.binary_data_size"
        guard let size = node.integer, (0...rest.count).contains(size), members["data"] == nil else {
            throw .invalidField(
                path: place, problem: "is not a number of bytes that follow, or stands beside data",
                remedy: "send the values after the JSON text, in the order of the inputs")
        }
        let text = try (members["datatype"] ?? .missing(in: input)).text(at: "\(path).datatype")
        let bytes = rest.prefix(size)
        rest = rest.dropFirst(size)
        if let datatype = Datatype(rawValue: text) {
            let count = try values(ofShape: members["shape"], path: "\(path).shape")
            guard try Self.count(bytes, datatype, path: place) == count else {
                throw .invalidField(
                    path: place, problem: "is not the size of the values of the shape",
                    remedy: "send as many values as the shape says")
            }
        }
        try writer.object { (writer) throws(ServingError) in
            for (name, member) in members.sorted(by: { $0.key < $1.key }) where name != "parameters" {
                writer.key(name)
                member.write(&writer)
            }
            writer.key("data")
            guard let datatype = Datatype(rawValue: text) else { return writer.array { _ in } }
            try writer.array { (writer) throws(ServingError) in
                try Self.values(&writer, bytes, datatype, path: place)
            }
        }
    }

    /// The number of values that a shape says.
    ///
    /// - Throws: `invalidField` for what is no shape, `batchTooLarge`.
    private func values(ofShape node: JSONNode?, path: String) throws(ServingError) -> Int {
        let shape = node?.elements.map { $0.integer ?? -1 } ?? []
        guard (1...2).contains(shape.count), shape.allSatisfy({ $0 >= 0 }) else {
            throw .invalidField(
                path: path, problem: "is not the number of rows",
                remedy: "send [N] with N at least 1, the same for all inputs")
        }
        if shape[0] > bounds.rows, shape != [bounds.inputs] {
            throw .batchTooLarge(rows: shape[0], limit: bounds.rows)
        }
        let (count, isTooMuch) = shape[0].multipliedReportingOverflow(by: shape.count == 2 ? shape[1] : 1)
        // No body has as many values.
        return isTooMuch ? .max : count
    }

    /// The number of values that bytes hold.
    ///
    /// - Throws: `invalidField` where they end within one.
    private static func count(
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

    private static func values(
        _ writer: inout JSONWriter, _ bytes: ArraySlice<UInt8>, _ datatype: Datatype, path: String
    ) throws(ServingError) {
        var rest = bytes
        // All of them are whole: they have been counted.
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
        case .uint64:
            number = Double(word)
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

extension HTTPRequest {
    /// The body, as JSON alone.
    ///
    /// - Throws: as `BinaryTensors.json`.
    func withoutBinaryTensors(
        within bounds: @autoclosure () -> BinaryTensors.Bounds
    ) throws(ServingError) -> [UInt8] {
        guard let length = inferenceHeaderLength else { return body }
        return try BinaryTensors.json(body, length: length, within: bounds())
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
