/// Fills attribute columns row by row, with ascending dictionaries at the end.
struct AttributeColumnsBuilder {
    private let rowCount: Int
    private var numbers: [String: [Double]] = [:]
    private var flags: [String: [Int8]] = [:]
    private var texts: [String: Codes<String>] = [:]
    private var links: [String: Codes<EntityKey>] = [:]

    /// Indices into a dictionary in order of first use.
    private struct Codes<Value: Hashable & Comparable> {
        var codes: [Int32]
        var codeOfValue: [Value: Int32] = [:]

        mutating func set(_ value: Value, row: Int) {
            let code = codeOfValue[value] ?? Int32(codeOfValue.count)
            codeOfValue[value] = code
            codes[row] = code
        }

        /// The codes by the ascending dictionary, and that.
        func sorted() -> (codes: [Int32], dictionary: [Value]) {
            let dictionary = codeOfValue.keys.sorted()
            var rank = [Int32](repeating: 0, count: dictionary.count)
            for (place, value) in dictionary.enumerated() {
                if let code = codeOfValue[value] { rank[Int(code)] = Int32(place) }
            }
            return (codes.map { $0 < 0 ? -1 : rank[Int($0)] }, dictionary)
        }
    }

    /// Creates a builder of columns of that many rows.
    init(rowCount: Int) { self.rowCount = rowCount }

    /// Sets the values of a row.
    mutating func set(_ attributes: [String: AttributeValue], row: Int) {
        for (name, value) in attributes {
            switch value {
            case .number(let number):
                numbers[name, default: Array(repeating: .nan, count: rowCount)][row] = number
            case .flag(let flag):
                flags[name, default: Array(repeating: -1, count: rowCount)][row] = flag ? 1 : 0
            case .text(let text):
                texts[name, default: Codes(codes: Array(repeating: -1, count: rowCount))].set(text, row: row)
            case .link(let key):
                links[name, default: Codes(codes: Array(repeating: -1, count: rowCount))].set(key, row: row)
            }
        }
    }

    /// The columns by name, then numbers, flags, texts, links.
    func columns() -> [AttributeColumn] {
        let names = Set(numbers.keys).union(flags.keys).union(texts.keys).union(links.keys).sorted()
        var columns: [AttributeColumn] = []
        for name in names {
            if let values = numbers[name] { columns.append(.init(name: name, values: .numbers(values))) }
            if let values = flags[name] { columns.append(.init(name: name, values: .flags(values))) }
            if let (codes, dictionary) = texts[name]?.sorted() {
                columns.append(.init(name: name, values: .texts(codes, dictionary: dictionary)))
            }
            if let (codes, dictionary) = links[name]?.sorted() {
                columns.append(.init(name: name, values: .links(codes, dictionary: dictionary)))
            }
        }
        return columns
    }
}
