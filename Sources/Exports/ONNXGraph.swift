/// An ONNX graph as it is put together: nodes in their order, and constants, each result under a name of its own.
///
/// Source: onnx.proto3 and the operators of opset 17 and ai.onnx.ml 3, of ONNX 1.12.
struct ONNXGraph {
    /// The type of a tensor's elements, by its number in TensorProto.
    enum Element: Int64 {
        case int64 = 7
        case text = 8
        case double = 11
    }

    /// A node's attribute.
    enum Attribute {
        case integer(Int64)
        case integers([Int64])
        case texts([String])
    }

    /// A length along an axis: fixed, or one that a name stands for.
    enum Length {
        case fixed(Int64)
        case named(String)
    }

    /// The domain of the operators for classical models.
    static let learningDomain = "ai.onnx.ml"

    private var nodes: [[UInt8]] = []
    private var constants: [[UInt8]] = []
    private var scalars: [UInt64: String] = [:]
    private var inputs: [[UInt8]] = []
    private var outputs: [[UInt8]] = []
    private var count = 0
    private let taken: Set<String>

    /// Whether a node is of the learning domain.
    private(set) var usesLearningDomain = false

    /// Starts with nothing.
    ///
    /// - Parameter taken: names that no result of its own may get.
    init(taken: Set<String>) { self.taken = taken }

    /// Adds a node with one result: the result's name.
    ///
    /// - Parameter output: the result's name where it is not to be one of the graph's own.
    @discardableResult
    mutating func node(
        _ operation: String, _ arguments: [String], _ attributes: [(String, Attribute)] = [],
        domain: String = "", as output: String? = nil
    ) -> String {
        let output = output ?? fresh()
        usesLearningDomain = usesLearningDomain || domain == Self.learningDomain
        var node = ProtobufWriter()
        for argument in arguments { node.text(1, argument) }
        node.text(2, output)
        node.text(4, operation)
        for (name, attribute) in attributes { node.message(5) { Self.write(name, attribute, to: &$0) } }
        if !domain.isEmpty { node.text(7, domain) }
        nodes.append(node.bytes)
        return output
    }

    /// A number that every row shares.
    mutating func constant(_ number: Double) -> String {
        if let name = scalars[number.bitPattern] { return name }
        let name = constant(.double, [], Self.bytes([number.bitPattern]))
        scalars[number.bitPattern] = name
        return name
    }

    /// Numbers, one a column.
    mutating func constant(_ numbers: [Double]) -> String {
        constant(.double, [Int64(numbers.count)], Self.bytes(numbers.map(\.bitPattern)))
    }

    /// A whole number.
    mutating func constant(_ number: Int64) -> String {
        constant(.int64, [], Self.bytes([UInt64(bitPattern: number)]))
    }

    /// A list of one whole number, such as an axis or a shape.
    mutating func constant(list number: Int64) -> String { constant(list: [number]) }

    /// A list of whole numbers, such as places.
    mutating func constant(list numbers: [Int64]) -> String {
        constant(.int64, [Int64(numbers.count)], Self.bytes(numbers.map { UInt64(bitPattern: $0) }))
    }

    /// Declares what is fed in.
    mutating func input(_ name: String, _ element: Element, _ shape: [Length]) {
        inputs.append(Self.value(name, element, shape))
    }

    /// Declares what comes out: the result of a node of that name.
    mutating func output(_ name: String, _ element: Element, _ shape: [Length]) {
        outputs.append(Self.value(name, element, shape))
    }

    /// Writes the graph as a GraphProto.
    func write(name: String, to writer: inout ProtobufWriter) {
        for node in nodes { writer.data(1, node) }
        writer.text(2, name)
        for constant in constants { writer.data(5, constant) }
        for input in inputs { writer.data(11, input) }
        for output in outputs { writer.data(12, output) }
    }

    private mutating func fresh() -> String {
        repeat { count += 1 } while taken.contains("t\(count)")
        return "t\(count)"
    }

    private mutating func constant(_ element: Element, _ shape: [Int64], _ bytes: [UInt8]) -> String {
        let name = fresh()
        var tensor = ProtobufWriter()
        for length in shape { tensor.integer(1, length) }
        tensor.integer(2, element.rawValue)
        tensor.text(8, name)
        tensor.data(9, bytes)
        constants.append(tensor.bytes)
        return name
    }

    /// Little-endian, as `raw_data` is.
    private static func bytes(_ words: [UInt64]) -> [UInt8] {
        words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    }

    /// An AttributeProto; 20 is its type by number.
    private static func write(_ name: String, _ attribute: Attribute, to writer: inout ProtobufWriter) {
        writer.text(1, name)
        switch attribute {
        case .integer(let number):
            writer.integer(3, number)
            writer.integer(20, 2)
        case .integers(let numbers):
            for number in numbers { writer.integer(8, number) }
            writer.integer(20, 7)
        case .texts(let texts):
            for text in texts { writer.text(9, text) }
            writer.integer(20, 8)
        }
    }

    /// A ValueInfoProto.
    private static func value(_ name: String, _ element: Element, _ shape: [Length]) -> [UInt8] {
        var value = ProtobufWriter()
        value.text(1, name)
        value.message(2) { type in
            type.message(1) { tensor in
                tensor.integer(1, element.rawValue)
                tensor.message(2) { dimensions in
                    for length in shape {
                        dimensions.message(1) { dimension in
                            switch length {
                            case .fixed(let length): dimension.integer(1, length)
                            case .named(let name): dimension.text(2, name)
                            }
                        }
                    }
                }
            }
        }
        return value.bytes
    }
}
