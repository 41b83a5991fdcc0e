/// The protocol's binary tensor data extension: a JSON text, and after it the values of the inputs that leave `data` out.
///
/// Such a body is written anew as JSON alone, in the fewest digits that read back as the same numbers, so that all bodies are
/// read in one way. NaN stands for a missing value, as null does in JSON. Source: Triton's binary tensor data extension.
struct BinaryTensors {
    private var rest: ArraySlice<UInt8>
    private let bounds: Bounds
    /// Whether there is one tensor, which may hold all inputs.
    private var isAlone = false

    private init(rest: ArraySlice<UInt8>, bounds: Bounds) {
        self.rest = rest
        self.bounds = bounds
    }

    /// How much a request may ask for, which is looked at before anything is written.
    struct Bounds {
        /// Rows of a batch.
        var rows: Int
        /// Inputs of the model: as many tensors, or one that holds all of them.
        var inputs: Int
    }

    /// The JSON text at the head of a body, in which inputs may leave `data` out.
    ///
    /// - Parameter length: its bytes, as the header `Inference-Header-Content-Length` says.
    /// - Throws: `invalidField`.
    static func head(of body: [UInt8], length: Int) throws(ServingError) -> [UInt8] {
        guard (0...body.count).contains(length) else {
            throw .invalidField(
                path: "Inference-Header-Content-Length", problem: "is not a number of bytes of the body",
                remedy: "send the length of the JSON text, or leave the header out")
        }
        return Array(body[..<length])
    }

    /// The body as JSON alone, of no more than one value for each input of each row.
    ///
    /// - Parameter length: as of `head`.
    /// - Throws: `invalidJSON`, `invalidField` where sizes, shapes and values do not fit; `batchTooLarge`.
    /// - Complexity: O(bytes).
    static func json(_ body: [UInt8], length: Int, within bounds: Bounds) throws(ServingError) -> [UInt8] {
        let root = try JSONDocument(parsing: head(of: body, length: length)).root
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
                guard inputs.count <= max(1, bounds.inputs) else {
                    throw .invalidField(
                        path: name,
                        problem: "has \(inputs.count) tensors, and the model \(bounds.inputs) inputs",
                        remedy: "send each input once")
                }
                tensors.isAlone = inputs.count == 1
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
        if shape[0] > bounds.rows, !isAlone || shape != [bounds.inputs] {
            throw .batchTooLarge(rows: shape[0], limit: bounds.rows)
        }
        let width = shape.count == 2 ? shape[1] : 1
        guard width == 1 || isAlone && width == bounds.inputs else {
            throw .invalidField(
                path: path, problem: "has \(width) values a row, and the model \(bounds.inputs) inputs",
                remedy: "send a tensor of one value a row for each input, or one tensor for all of them")
        }
        return shape[0] * width
    }
}
