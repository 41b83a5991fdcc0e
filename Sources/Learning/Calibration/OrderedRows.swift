/// Rows in the order of a number of theirs.
///
/// Numbers are dealt out to about as many places as there are rows, by where they lie between the least and the greatest, and
/// sorted within a place: a few steps a row unless most of them lie close together, and never more than O(n log n).
struct OrderedRows {
    /// One row.
    struct Entry {
        /// Its number.
        var key: Double
        /// Which row it is.
        var row: Int32
    }

    /// Ascending by number, and by row among equal ones.
    let entries: [Entry]

    /// - Parameter keys: finite; fewer than 2^31.
    init(_ keys: [Double]) {
        precondition(keys.count < Int(Int32.max), "rows are counted in 31 bits")
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for key in keys {
            least = min(least, key)
            greatest = max(greatest, key)
        }
        let places = max(1, keys.count)
        // Halved, since the difference of two huge numbers overflows.
        let width = greatest / 2 - least / 2
        let scale = width > 0 ? Double(places) / 2 / width : 0
        let factor = scale.isFinite ? scale : 0
        let (keySpan, last) = (keys.span, Double(places - 1))
        @inline(__always) func place(_ key: Double) -> Int { Int(min((key - least) * factor, last)) }
        var starts = [Int32](repeating: 0, count: places + 1)
        var counts = starts.mutableSpan
        for row in 0..<keySpan.count { counts[place(keySpan[row]) + 1] += 1 }
        for index in 1...places { counts[index] += counts[index - 1] }
        var entries = [Entry](repeating: Entry(key: 0, row: 0), count: keys.count)
        var target = entries.mutableSpan
        for row in 0..<keySpan.count {
            let place = place(keySpan[row])
            target[Int(counts[place])] = Entry(key: keySpan[row], row: Int32(row))
            counts[place] += 1
        }
        // A place's start now is the next one's.
        var first = 0
        for place in 0..<places {
            let end = Int(counts[place])
            if end - first > 24 {
                entries[first..<end].sort { ($0.key, $0.row) < ($1.key, $1.row) }
            } else if end - first > 1 {
                Self.insert(first..<end, &entries)
            }
            first = end
        }
        self.entries = entries
    }

    /// Sorts a few entries, which come in the order of rows.
    private static func insert(_ range: Range<Int>, _ entries: inout [Entry]) {
        var entries = entries.mutableSpan
        for index in (range.lowerBound + 1)..<range.upperBound {
            let entry = entries[index]
            var place = index
            while place > range.lowerBound && entries[place - 1].key > entry.key {
                entries[place] = entries[place - 1]
                place -= 1
            }
            entries[place] = entry
        }
    }
}
