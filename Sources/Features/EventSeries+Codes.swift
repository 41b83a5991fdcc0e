internal import Arithmetic

extension EventSeries {
    /// How often each code occurs among an extent's events.
    struct CodeCounts {
        /// One code's events.
        struct Entry {
            var code: Int32
            var count: Int
            /// The index of its last element.
            var last: Int
        }

        /// In order of first occurrence.
        var entries: [Entry] = []
        /// The number of events.
        var total = 0

        /// The code with the most events, of equals the one that occurred last.
        var preferred: Entry? {
            entries.max { ($0.count, $0.last) < ($1.count, $1.last) }
        }

        /// Shannon's entropy in bits: the sum, rarest first, of -p log2 p; nil without events.
        var entropy: Double? {
            if total == 0 { return nil }
            var sum = 0.0
            for count in entries.map(\.count).sorted() {
                let share = Double(count) / Double(total)
                sum += share * PortableMath.log2(share)
            }
            return 0 - sum
        }

        /// The lower end of Wilson's 95 % interval of the preferred code's share; nil without events.
        ///
        /// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
        var confidence: Double? {
            guard let preferred else { return nil }
            let n = Double(total)
            let share = Double(preferred.count) / n
            let z = 1.959963984540054
            let middle = share + z * z / (2 * n)
            let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
            return (middle - half) / (1 + z * z / n)
        }
    }

    /// Counts the codes of an extent's known events.
    ///
    /// - Complexity: O(events).
    func codeCounts(_ extent: Extent, knownBefore cutoff: Int64) -> CodeCounts {
        var counts = CodeCounts()
        // Of the few that there usually are, looking through is the fastest way to find one.
        var places: [Int32: Int] = [:]
        forEachKnown(extent, before: cutoff) { index in
            let code = code[index]
            counts.total += 1
            let place =
                counts.entries.count > Self.fewCodes
                ? places[code] : counts.entries.firstIndex { $0.code == code }
            if let place {
                counts.entries[place].count += 1
                counts.entries[place].last = index
                return
            }
            counts.entries.append(CodeCounts.Entry(code: code, count: 1, last: index))
            if counts.entries.count == Self.fewCodes + 1 {
                for (place, entry) in counts.entries.enumerated() { places[entry.code] = place }
            } else if counts.entries.count > Self.fewCodes {
                places[code] = counts.entries.count - 1
            }
        }
        return counts
    }

    private static let fewCodes = 16

    /// The share of the known events of the extent whose code is 1; nil without events.
    func shareOfOnes(_ extent: Extent, knownBefore cutoff: Int64) -> Double? {
        var ones = 0
        var total = 0
        forEachKnown(extent, before: cutoff) { index in
            ones += Int(code[index])
            total += 1
        }
        return total == 0 ? nil : Double(ones) / Double(total)
    }

    /// The known events of the extent whose code differs from that of the known event before, which may lie before
    /// the extent: how many, and when the last one occurred.
    ///
    /// - Complexity: O(events in the window).
    func changes(_ extent: Extent, knownBefore cutoff: Int64) -> (count: Int, last: Int64?) {
        var previous: Int32?
        var before = extent.lower
        while previous == nil, before > 0 {
            before -= 1
            if knownAt[before] < cutoff { previous = code[before] }
        }
        var changes: (count: Int, last: Int64?) = (0, nil)
        forEachKnown(extent, before: cutoff) { index in
            let code = code[index]
            if let previous, previous != code {
                changes = (changes.count + 1, occurredAt[index])
            }
            previous = code
        }
        return changes
    }

    /// The indices of the last known events of the extent, at most so many, in order.
    func latest(_ limit: Int, of extent: Extent, knownBefore cutoff: Int64) -> [Int] {
        var latest: [Int] = []
        var index = extent.upper
        while index > extent.lower, latest.count < limit {
            index -= 1
            if knownAt[index] < cutoff { latest.append(index) }
        }
        return latest.reversed()
    }
}
