/// What an input of an infer request says before its data.
struct TensorHead {
    /// Where the name stands in the text.
    private(set) var name: Range<Int>?
    /// The type of the data.
    private(set) var datatype: Datatype?
    /// The number of dimensions, 1 or 2; 0 before the shape is read.
    private(set) var dimensions = 0
    /// The first dimension.
    private(set) var rows = 0
    /// The second dimension, or 1.
    private(set) var width = 1

    /// The key of the name.
    static let nameKey = ShortWord("name")
    /// The key of the data.
    static let dataKey = ShortWord("data")
    private static let shapeKey = ShortWord("shape")
    private static let datatypeKey = ShortWord("datatype")
    private static let datatypes: [(ShortWord, Datatype)] = [
        (ShortWord("FP64"), .fp64), (ShortWord("INT64"), .int64), (ShortWord("BYTES"), .bytes),
        (ShortWord("FP32"), .fp32), (ShortWord("INT32"), .int32), (ShortWord("BOOL"), .bool),
    ]

    /// Reads the value of a member.
    ///
    /// - Returns: false for a key that stands twice or is not known here, and for a value that is not plain.
    mutating func read(_ key: ShortWord, _ text: Span<UInt8>, _ scanner: inout JSONScanner) -> Bool {
        switch key {
        case Self.nameKey:
            guard name == nil, let range = scanner.string(in: text) else { return false }
            name = range
        case Self.datatypeKey:
            guard datatype == nil, let range = scanner.string(in: text),
                let word = ShortWord(range, of: text),
                let known = Self.datatypes.first(where: { $0.0 == word })
            else { return false }
            datatype = known.1
        case Self.shapeKey: return dimensions == 0 && readShape(text, &scanner)
        default: return false
        }
        return true
    }

    private mutating func readShape(_ text: Span<UInt8>, _ scanner: inout JSONScanner) -> Bool {
        guard scanner.take(UInt8(ascii: "["), in: text), case .integer(let rows) = scanner.number(in: text)
        else {
            return false
        }
        self.rows = Int(rows)
        dimensions = 1
        if scanner.take(UInt8(ascii: ","), in: text) {
            guard case .integer(let width) = scanner.number(in: text) else { return false }
            self.width = Int(width)
            dimensions = 2
        }
        return scanner.take(UInt8(ascii: "]"), in: text)
    }
}
