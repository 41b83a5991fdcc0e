internal import Storage

/// Where the records of a text stand: which lines are blank, which records span several, and whether all lines end alike.
///
/// Records are counted as DuckDB counts them: a blank line is one, and a value that spans lines adds none. The text
/// arrives in blocks.
struct RecordLayout {
    /// The blank lines, counted as records from 1, ascending.
    private(set) var blank: [Int] = []
    /// The first line that ends otherwise than the first, and both ends; nil as long as all end alike.
    private(set) var otherEnd: (line: Int, end: LineEnd, first: LineEnd)?
    /// Records that span lines, ascending, with the lines that they take beyond the first.
    private var spanning: [(record: Int, lines: Int)] = []

    private let delimiter: UInt8
    private let quote: UInt8?
    private var record = 1
    private var line = 1
    private var extra = 0
    private var length = 0
    private var state = State.valueStart
    private var firstEnd: LineEnd?
    /// Whether the last byte was CR, and whether it ended a record.
    private var pendingReturn: (isThere: Bool, isEnd: Bool) = (false, false)

    private enum State { case valueStart, plain, quoted, quoteInQuoted }

    /// How a line ends.
    enum LineEnd: String {
        case lineFeed = "LF"
        case carriageReturn = "CR"
        case both = "CR LF"
    }

    /// - Parameter quote: the character around values in which a line break ends no record; nil for none.
    init(delimiter: UInt8, quote: UInt8?) {
        self.delimiter = delimiter
        self.quote = quote
    }

    /// Looks through a file of text.
    ///
    /// - Complexity: O(bytes).
    init(path: String, _ format: SourceFormat) {
        var layout = RecordLayout(
            delimiter: format.delimiterByte, quote: format.type == .csv ? format.quoteByte : nil)
        _ = try? Digest.file(path) { layout.take($0) }
        layout.finish()
        self = layout
    }

    /// Looks at the next block.
    mutating func take(_ block: Span<UInt8>) {
        for index in 0..<block.count {
            let byte = block[index]
            let isFeed = byte == UInt8(ascii: "\n")
            if pendingReturn.isThere {
                if pendingReturn.isEnd { note(isFeed ? .both : .carriageReturn) }
                line += 1
                pendingReturn = (false, false)
                // The two bytes of CR LF are one break.
                if isFeed { continue }
            }
            if isFeed {
                if breakLine() { note(.lineFeed) }
                line += 1
            } else if byte == UInt8(ascii: "\r") {
                pendingReturn = (true, breakLine())
            } else {
                take(byte)
            }
        }
    }

    /// Looks at what is left after the last block.
    mutating func finish() {
        if pendingReturn.isThere, pendingReturn.isEnd { note(.carriageReturn) }
        pendingReturn = (false, false)
    }

    private mutating func take(_ byte: UInt8) {
        length += 1
        switch state {
        case .valueStart where byte == quote: state = .quoted
        case .valueStart, .plain: state = byte == delimiter ? .valueStart : .plain
        case .quoted: if byte == quote { state = .quoteInQuoted }
        case .quoteInQuoted: state = byte == quote ? .quoted : byte == delimiter ? .valueStart : .plain
        }
    }

    /// Whether the break ends a record.
    private mutating func breakLine() -> Bool {
        if state == .quoted {
            extra += 1
            return false
        }
        if length == 0 { blank.append(record) }
        if extra > 0 { spanning.append((record: record, lines: extra)) }
        record += 1
        extra = 0
        length = 0
        state = .valueStart
        return true
    }

    /// Takes the end of the line at hand.
    private mutating func note(_ end: LineEnd) {
        guard let firstEnd else {
            firstEnd = end
            return
        }
        if otherEnd == nil, end != firstEnd { otherEnd = (line: line, end: end, first: firstEnd) }
    }

    /// The lines on which records begin, given by their numbers from 1, ascending.
    ///
    /// - Complexity: O(records given + records that span lines).
    func lines(of records: [Int]) -> [Int] {
        var shift = 0
        var rest = spanning.makeIterator()
        var next = rest.next()
        return records.map { record in
            while let span = next, span.record < record {
                shift += span.lines
                next = rest.next()
            }
            return record + shift
        }
    }
}
