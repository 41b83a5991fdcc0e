/// Numbers as comments write them; the same on every machine.
enum Figures {
    /// `41,188`.
    static func count(_ number: Int) -> String {
        var digits = Array(String(number))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return String(digits)
    }

    /// `1,106 of 5,000`.
    static func count(_ part: Int, of whole: Int) -> String { "\(count(part)) of \(count(whole))" }

    /// `22.1 %`; 0 of 0 is 0 %.
    static func percent(_ part: Int, of whole: Int) -> String {
        let tenths = whole == 0 ? 0 : Int((1000 * Double(part) / Double(whole)).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// `0.818`, for values in 0...1.
    static func thousandths(_ number: Double) -> String {
        let digits = String(Int((number * 1000).rounded()))
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return padded.dropLast(3) + "." + padded.suffix(3)
    }
}
