/// Who moves an alias, when and why; the caller's account, kept in the journal.
public struct Decision: Hashable, Sendable {
    /// The person or pipeline that decides.
    public var who: String
    /// The time, as ISO 8601 in UTC: `2026-03-01T09:30:00Z`.
    public var when: String
    /// The reason, in words.
    public var why: String
    /// Whether they decide against what the gates say.
    public var isOverride: Bool

    /// The account of a decision; it is checked when it is used.
    public init(who: String, when: String, why: String, isOverride: Bool = false) {
        self.who = who
        self.when = when
        self.why = why
        self.isOverride = isOverride
    }

    func check() throws(RegistryError) {
        if who.allSatisfy(\.isWhitespace) {
            throw .invalidDecision(field: "who", problem: "it is empty; say who decides")
        }
        if why.allSatisfy(\.isWhitespace) {
            throw .invalidDecision(field: "why", problem: "it is empty; give the reason")
        }
        if !Decision.isTime(when) {
            throw .invalidDecision(
                field: "when", problem: "it is not a time like 2026-03-01T09:30:00Z; give ISO 8601 in UTC")
        }
    }

    // `YYYY-MM-DDThh:mm:ss[.fraction]Z`; that the day exists is the caller's clock's concern.
    private static func isTime(_ text: String) -> Bool {
        let pattern = Array("0000-00-00T00:00:00".utf8)
        let bytes = Array(text.utf8)
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        guard bytes.count > pattern.count, bytes.last == UInt8(ascii: "Z") else { return false }
        let matches = zip(bytes, pattern).allSatisfy { $1 == UInt8(ascii: "0") ? isDigit($0) : $0 == $1 }
        let fraction = bytes[pattern.count...].dropLast()
        let isFraction = fraction.first == UInt8(ascii: ".") && fraction.count > 1
        return matches && (fraction.isEmpty || isFraction && fraction.dropFirst().allSatisfy(isDigit))
    }
}
