internal import Models
internal import Scoring

/// Reads the usual bodies of the infer endpoint in one pass, without a tree and without texts for keys.
///
/// Not copyable, as the request and the decision, since copies of what they hold would cost more than what is done with it.
///
/// It accepts less than `InferenceRequest.init(general:…)`, which reads whatever this leaves; what it accepts, that reads alike, to
/// the bit. It never says what is wrong: a body that is refused is read again for the error.
struct InferenceReader: ~Copyable {
    let model: LoadedModel
    private let batchLimit: Int
    var scanner = JSONScanner()
    private var id: String?
    private var outputs: [InferenceOutput]?
    /// Shape (rows, inputs), row-major; NaN is missing.
    var slots: [Double] = []
    private var rows = 0
    /// Whether each input was read; none where one tensor has all of them.
    private var isRead: [Bool] = []

    private init(model: LoadedModel, batchLimit: Int) {
        self.model = model
        self.batchLimit = batchLimit
    }

    /// The request; nil where the body has to be read in general.
    ///
    /// - Complexity: O(bytes); allocates the rows and what the request itself holds.
    static func read(_ body: [UInt8], for model: LoadedModel, batchLimit: Int) -> InferenceRequest? {
        var reader = InferenceReader(model: model, batchLimit: batchLimit)
        let text = body.span
        guard reader.readBody(text), reader.scanner.isAtEnd(of: text), reader.rows > 0,
            reader.isRead.allSatisfy({ $0 })
        else {
            return nil
        }
        return InferenceRequest(
            id: reader.id, outputs: reader.outputs ?? InferenceOutput.allCases,
            rows: InputRows(count: reader.rows, model: model, slots: reader.slots))
    }

    private static let inputsKey = ShortWord("inputs")
    private static let outputsKey = ShortWord("outputs")
    private static let idKey = ShortWord("id")

    private mutating func readBody(_ text: Span<UInt8>) -> Bool {
        guard scanner.take(UInt8(ascii: "{"), in: text) else { return false }
        repeat {
            guard let key = key(text) else { return false }
            switch key {
            case Self.inputsKey:
                // Once: there are no rows yet.
                guard rows == 0, readInputs(text) else { return false }
            case Self.outputsKey:
                guard outputs == nil, readOutputs(text) else { return false }
            case Self.idKey:
                guard id == nil, let range = scanner.string(in: text) else { return false }
                id = Self.string(range, text)
            default: return false
            }
        } while scanner.take(UInt8(ascii: ","), in: text)
        return scanner.take(UInt8(ascii: "}"), in: text)
    }

    private mutating func readInputs(_ text: Span<UInt8>) -> Bool {
        guard scanner.take(UInt8(ascii: "["), in: text) else { return false }
        var position = 0
        repeat {
            guard readTensor(text, position: position) else { return false }
            position += 1
        } while scanner.take(UInt8(ascii: ","), in: text)
        return scanner.take(UInt8(ascii: "]"), in: text)
    }

    private mutating func readOutputs(_ text: Span<UInt8>) -> Bool {
        guard scanner.take(UInt8(ascii: "["), in: text) else { return false }
        var outputs: [InferenceOutput] = []
        repeat {
            guard scanner.take(UInt8(ascii: "{"), in: text), key(text) == TensorHead.nameKey,
                let range = scanner.string(in: text), scanner.take(UInt8(ascii: "}"), in: text),
                let output = InferenceOutput(rawValue: Self.string(range, text)), !outputs.contains(output)
            else { return false }
            outputs.append(output)
        } while scanner.take(UInt8(ascii: ","), in: text)
        self.outputs = outputs
        return scanner.take(UInt8(ascii: "]"), in: text)
    }

    /// A tensor whose data come last.
    private mutating func readTensor(_ text: Span<UInt8>, position: Int) -> Bool {
        guard scanner.take(UInt8(ascii: "{"), in: text) else { return false }
        var head = TensorHead()
        while let key = key(text) {
            if key == TensorHead.dataKey {
                return readData(text, head, position: position) && scanner.take(UInt8(ascii: "}"), in: text)
            }
            guard head.read(key, text, &scanner), scanner.take(UInt8(ascii: ","), in: text) else {
                return false
            }
        }
        return false
    }

    private mutating func readData(_ text: Span<UInt8>, _ head: TensorHead, position: Int) -> Bool {
        guard let name = head.name, let datatype = head.datatype, head.dimensions > 0, head.rows > 0,
            head.rows <= batchLimit
        else { return false }
        let width = model.inputNames.count
        let input = model.inputNames.index(of: name, in: text, guess: position)
        guard let input else {
            // One tensor for all inputs.
            let isOneRow = head.dimensions == 1 && head.rows == width
            guard position == 0, model.hasOnlyNumbers, datatype != .bytes,
                isOneRow || head.dimensions == 2 && head.width == width,
                makeRows(isOneRow ? 1 : head.rows, text)
            else { return false }
            return readValues(
                text, datatype, count: rows * width, rowWidth: head.dimensions == 2 ? width : 0, first: 0,
                step: 1)
        }
        if isRead.isEmpty {
            // After a tensor for all inputs there is nothing left to read.
            guard rows == 0 else { return false }
            isRead = [Bool](repeating: false, count: width)
        }
        guard head.dimensions == 1 || head.width == 1, !isRead[input], makeRows(head.rows, text),
            (model.package.model.inputs[input].kind == .category) == (datatype == .bytes)
        else { return false }
        isRead[input] = true
        return readValues(
            text, datatype, count: rows, rowWidth: head.dimensions == 2 ? 1 : 0, first: input, step: width)
    }

    /// Makes the rows, or compares their number with what there is.
    private mutating func makeRows(_ count: Int, _ text: Span<UInt8>) -> Bool {
        if rows > 0 { return rows == count }
        let (values, overflows) = count.multipliedReportingOverflow(by: model.inputNames.count)
        // Each value has a byte in the text, so that no small body asks for much memory.
        guard !overflows, values <= text.count else { return false }
        rows = count
        // An array that repeats a value would be made by code that looks up its type.
        slots.append(addingCapacity: values) { (slots: inout OutputSpan<Double>) in
            for _ in 0..<values { slots.append(.nan) }
        }
        return true
    }

    private mutating func key(_ text: Span<UInt8>) -> ShortWord? {
        guard let range = scanner.string(in: text), scanner.take(UInt8(ascii: ":"), in: text) else {
            return nil
        }
        return ShortWord(range, of: text)
    }

    /// A text of the scanner's plain bytes, which are ASCII.
    static func string(_ range: Range<Int>, _ text: Span<UInt8>) -> String {
        guard let characters = try? UTF8Span(validating: text.extracting(range)) else { return "" }
        return String(copying: characters)
    }
}
