/// Where a request stands in a trace: what a client says in `traceparent` and `tracestate`, or what the daemon says to it.
///
/// Source: W3C Trace Context, level 1.
struct TraceContext: Equatable, Sendable {
    /// The trace's 16 bytes, as two words; not both 0.
    var trace: (high: UInt64, low: UInt64)
    /// The span's 8 bytes; not 0.
    var span: UInt64
    /// Whether whoever asked records the trace.
    var isSampled: Bool
    /// What other systems carry along; empty where there is nothing, or something that is malformed.
    var state: String

    static func == (left: Self, right: Self) -> Bool {
        left.trace == right.trace && left.span == right.span && left.isSampled == right.isSampled
            && left.state == right.state
    }

    /// A context by its parts.
    init(trace: (high: UInt64, low: UInt64), span: UInt64, isSampled: Bool, state: String = "") {
        self.trace = trace
        self.span = span
        self.isSampled = isSampled
        self.state = state
    }

    /// Reads the headers; nil where `traceparent` is not as it should be, and then neither is `tracestate` looked at.
    ///
    /// - Complexity: O(header), at most 512 bytes.
    init?(parent: String, state: String?) {
        let text = Array(parent.utf8)
        // Later versions may say more, after a dash.
        guard text.count >= 55, text[2] == Self.dash, text[35] == Self.dash, text[52] == Self.dash,
            let version = Self.number(text[0..<2]), version != 0xFF,
            text.count == 55 || version > 0 && text[55] == Self.dash,
            let high = Self.number(text[3..<19]), let low = Self.number(text[19..<35]), high | low != 0,
            let span = Self.number(text[36..<52]), span != 0,
            let flags = Self.number(text[53..<55])
        else { return nil }
        self.init(
            trace: (high, low), span: span, isSampled: flags & 1 == 1,
            state: state.flatMap { TraceState.isValid($0) ? $0 : nil } ?? "")
    }

    /// The value of `traceparent`.
    var parent: String {
        "00-\(Self.digits(trace.high))\(Self.digits(trace.low))-\(Self.digits(span))-\(isSampled ? "01" : "00")"
    }

    /// The trace's 32 digits.
    var traceDigits: String { Self.digits(trace.high) + Self.digits(trace.low) }

    /// The 16 hexadecimal digits of a word, in lower case.
    static func digits(_ word: UInt64) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    private static let dash = UInt8(ascii: "-")

    // Digits in upper case are not admitted.
    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number = number << 4 | UInt64(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                number = number << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return number
    }
}
