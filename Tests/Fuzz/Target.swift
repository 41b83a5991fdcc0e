/// Takes bytes and returns, or throws an error that says what is wrong and what to do about it.
typealias Parser = @Sendable ([UInt8]) throws -> Void

/// What libFuzzer calls: the first character of an input picks one of the family's parsers ("0" the first), the rest
/// is what it reads.
///
/// A parser must not trap, hang, leak or read beyond its input. Each family has `parsers` and `isTold`.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data = unsafe data, size > 0 else { return 0 }
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
    do {
        try parsers[Int(bytes[0] &- UInt8(ascii: "0")) % parsers.count](Array(bytes.dropFirst()))
    } catch {
        expect(isTold(error), "an error says what, where and how to remedy: \(error)")
    }
    return 0
}

/// Ends the program, which libFuzzer reports with the input, unless a condition holds.
func expect(_ holds: Bool, _ what: @autoclosure () -> String) { precondition(holds, what()) }

/// Whether a text has a clause after the last semicolon.
func hasRemedy(_ text: String) -> Bool {
    guard let range = text.ranges(of: "; ").last else { return false }
    return range.upperBound < text.endIndex && range.lowerBound > text.startIndex
}

/// Bytes as text; what is not UTF-8 becomes U+FFFD.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
