internal import Features

/// Numbers for people.
extension StatusPage {
    /// A count in groups of three digits.
    static func grouped(_ count: Int) -> String {
        var groups: [String] = []
        var digits = Substring("\(count)")
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = digits.dropLast(3)
        }
        return ([String(digits)] + groups).joined(separator: ",")
    }

    /// A finite number of moderate size with so many decimals.
    static func decimals(_ number: Double, _ places: Int) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((number * Double(scale)).rounded(.toNearestOrAwayFromZero))
        let rest = "\(abs(scaled) % scale)"
        let padded = String(repeating: "0", count: max(0, places - rest.utf8.count)) + rest
        return (scaled < 0 ? "-" : "") + "\(abs(scaled) / scale)" + (places == 0 ? "" : "." + padded)
    }

    /// A share of a whole in per cent; a dash of nothing.
    static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : decimals(100 * Double(part) / Double(whole), 2) + " %"
    }

    /// The bound of the bucket in which a share of the times ends; a dash of none.
    static func quantile(_ share: Double, of times: DurationHistogram.Counted) -> String {
        let total = times.total
        guard total > 0 else { return "–" }
        let wanted = (share * Double(total)).rounded(.up)
        let (bounds, tick) = (times.scale.bounds, 1_000_000_000 / times.scale.ticksPerSecond)
        var seen = 0
        for (bucket, count) in times.counts.enumerated() {
            seen += count
            if Double(seen) < wanted { continue }
            if bucket < bounds.count { return "≤ " + duration(bounds[bucket] * tick) }
            break
        }
        return "> " + duration((bounds.last ?? 0) * tick)
    }

    /// Nanoseconds in the unit that reads best.
    static func duration(_ nanoseconds: Int) -> String {
        let (scale, unit) =
            switch nanoseconds {
            case ..<1_000_000: (1_000.0, "µs")
            case ..<1_000_000_000: (1_000_000.0, "ms")
            default: (1_000_000_000.0, "s")
            }
        let number = Double(nanoseconds) / scale
        return (number == number.rounded() ? "\(Int(number))" : "\(number)") + " " + unit
    }

    /// The time between two instants in the two largest units.
    static func time(since start: Instant, to end: Instant) -> String {
        let seconds = max(0, Int((end.microseconds - start.microseconds) / 1_000_000))
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "min"),
            (seconds % 60, "s"),
        ]
        let told = parts.drop { $0.0 == 0 }.prefix(2)
        return told.isEmpty ? "0 s" : told.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
