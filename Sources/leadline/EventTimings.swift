/// How long events took, to the microsecond up to a tenth of a second.
struct EventTimings {
    private var counts = [Int](repeating: 0, count: 100_001)
    private(set) var count = 0
    /// The microseconds that were asked for; nil for none.
    let asked: Int?
    /// Events that stayed within them.
    private(set) var kept = 0

    init(asked: Int?) { self.asked = asked }

    /// Whether 99 in 100 events stayed within what was asked for.
    var keepsItsWord: Bool { asked == nil || kept * 100 >= count * 99 }

    /// Counts an event.
    mutating func add(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        counts[Int(min(max(0, microseconds), Int64(counts.count - 1)))] += 1
        count += 1
        if let asked, microseconds <= asked { kept += 1 }
    }

    /// What a share of the events stay within, in words.
    func within(_ share: Double) -> String {
        var rest = Int((Double(count) * share).rounded(.up))
        for (microseconds, count) in counts.enumerated() {
            rest -= count
            if rest <= 0 {
                return microseconds == counts.count - 1 ? "more than 100 ms" : "\(microseconds) µs"
            }
        }
        return "0 µs"
    }
}
