/// Figures in a profile's sentences, the same in every locale.
enum ProfileText {
    /// Rounded half away from zero to so many decimals.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled < 9e15 else { return "\(value)" }
        let whole = Int64(scaled)
        let unit = Int64(scale)
        var text = "\(whole / unit)"
        if decimals > 0 {
            let rest = String(whole % unit)
            text += "." + String(repeating: "0", count: decimals - rest.count) + rest
        }
        return value < 0 && whole != 0 ? "-" + text : text
    }

    /// A share in percent, without a decimal where it is whole.
    static func percent(_ share: Double) -> String {
        let text = fixed(share * 100, 1)
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
    }

    /// A number with as many decimals as its size asks for.
    static func number(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return fixed(value, 0) }
        return fixed(value, abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 0.01 ? 3 : 6)
    }

    /// From one level to another, after what is counted in the plural or, for shares and means, the singular.
    static func change(_ before: Double, _ after: Double, of label: String, isShare: Bool) -> String {
        if isShare { return "\(label) goes from \(percent(before)) to \(percent(after))" }
        let ratio = before > 0 ? " (x \(fixed(after / before, 2)))" : ""
        let verb = label.hasPrefix("mean") ? "goes" : "go"
        return "\(label) \(verb) from \(number(before)) to \(number(after))\(ratio)"
    }

    /// Six significant decimals: the last bits may differ from machine to machine.
    static func rounded(_ value: Double) -> Double {
        guard abs(value) < 1e9 else { return value.rounded() }
        return (value * 1e6).rounded() / 1e6
    }
}
