/// Numbers as people read them, the same in every locale.
public enum Figures {
    /// At most four significant decimals, without an exponent for everyday sizes.
    public static func text(_ value: Double) -> String {
        if !value.isFinite { return "undefined" }
        let size = abs(value)
        if size >= 1e9 { return "\(value)" }
        if size > 0 && size < 1e-4 { return value < 0 ? "above -0.0001" : "below 0.0001" }
        return fixed(value, decimals: size >= 1000 ? 0 : size >= 10 ? 2 : 4)
    }

    /// As `text`, without needless zeros at the end: `12.5`, `3`.
    public static func plain(_ value: Double) -> String {
        var text = fixed(value, decimals: 2)
        while text.contains("."), text.last == "0" || text.last == "." { text.removeLast() }
        return text
    }

    /// A value with its interval, as in `0.8216 (0.8181 to 0.8251)`.
    public static func text(_ value: Double?, _ lower: Double?, _ upper: Double?) -> String {
        guard let value else { return "undefined" }
        guard let lower, let upper else { return text(value) }
        return "\(text(value)) (\(text(lower)) to \(text(upper)))"
    }

    /// From a day to another, or the one day.
    public static func span(_ first: String, _ last: String) -> String {
        first == last ? first : "\(first) to \(last)"
    }

    /// A share as a percentage with one decimal.
    public static func percent(_ share: Double) -> String { fixed(100 * share, decimals: 1) + " %" }

    /// A count with thin groups of three, as in `94,280`.
    public static func count(_ count: Int) -> String {
        var groups: [String] = []
        var rest = String(count.magnitude)[...]
        while rest.count > 3 {
            groups.insert(String(rest.suffix(3)), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(String(rest), at: 0)
        return (count < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    /// Rounded half away from zero to so many decimals.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        let scaled = (abs(value) * power).rounded(.toNearestOrAwayFromZero)
        guard scaled < 9e15 else { return "\(value)" }
        let whole = Int64(scaled)
        let unit = Int64(power)
        let sign = value < 0 && whole != 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(whole)" }
        let fraction = String(whole % unit)
        return "\(sign)\(whole / unit).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
    }
}
