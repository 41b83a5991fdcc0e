/// Numbers as text, without a locale.
enum NumberText {
    /// A number with a fixed number of decimals; never `-0`.
    static func fixed(_ number: Double, _ decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(number) * scale).rounded()
        // Beyond the integers a Double holds exactly, decimals would be invented.
        guard scaled < 9_007_199_254_740_992 else { return "\(number)" }
        let whole = Int64(scaled)
        let factor = Int64(scale)
        var text = grouped(whole / factor)
        if decimals > 0 {
            let rest = String(whole % factor)
            text += "." + String(repeating: "0", count: decimals - rest.count) + rest
        }
        return number < 0 && whole != 0 ? "-" + text : text
    }

    /// A whole number with a comma between thousands.
    static func grouped(_ number: some BinaryInteger) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// A share in percent; the sign stays on the number's line.
    static func percent(_ share: Double, _ decimals: Int = 1) -> String {
        fixed(share * 100, decimals) + "\u{A0}%"
    }

    /// A drawing's coordinate: at most two decimals, no trailing zeros.
    static func coordinate(_ number: Double) -> String {
        let hundredths = Int64((number * 100).rounded())
        let sign = hundredths < 0 ? "-" : ""
        let whole = hundredths.magnitude / 100
        let rest = hundredths.magnitude % 100
        if rest == 0 { return "\(sign)\(whole)" }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
