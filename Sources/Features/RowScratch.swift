/// What an engine works out anew for each entity of a table; storage is kept.
///
/// A row's cut by an offset is the index of the first cutoff it lies before by at least more than the offset: from there on
/// it has left the window of that length. The first cut is that of being known.
struct RowScratch: Sendable {
    /// The rows that pass a filter.
    var selected: [Int32] = []
    /// Cut by cut, an element a row.
    var cuts: [Int32] = []
    /// By cutoff, whether what is known is no prefix of the entity's events.
    var isMixed: [Bool] = []
    /// Whether some cutoff is mixed.
    var hasMixed = false
    /// By cutoff, the first event in a window, the first after it, and the first of the span before it.
    var lowers: [Int32] = []
    var uppers: [Int32] = []
    var befores: [Int32] = []

    /// Makes room.
    mutating func prepare(rows: Int, cutoffs: Int, cuts count: Int) {
        Self.grow(&selected, to: rows + 1, with: 0)
        Self.grow(&cuts, to: rows * count, with: 0)
        Self.grow(&isMixed, to: cutoffs, with: false)
        Self.grow(&lowers, to: cutoffs + 1, with: 0)
        Self.grow(&uppers, to: cutoffs + 1, with: 0)
        Self.grow(&befores, to: cutoffs + 1, with: 0)
    }

    private static func grow<Element>(_ array: inout [Element], to count: Int, with element: Element) {
        guard array.count < count else { return }
        array.append(contentsOf: repeatElement(element, count: max(count, array.count * 2) - array.count))
    }

    /// Works out the cuts of an entity's rows.
    ///
    /// - Complexity: O(offsets x (rows + cutoffs)), O(log cutoffs) more a row that is recorded late, and O(cutoffs) more a
    ///   row that is known before one that precedes it.
    /// - Parameter offsets: the lengths of windows in microseconds; one cut more is made, the first, of being known.
    mutating func cut(
        occurredAt: Span<Int64>, recordedAt: Span<Int64>, cutoffs: Span<Int64>, offsets: Span<Int64>
    ) {
        let count = occurredAt.count
        prepare(rows: count, cutoffs: cutoffs.count, cuts: offsets.count + 1)
        cutKnown(occurredAt, recordedAt, cutoffs)
        Self.cutLeft(occurredAt, cutoffs, offsets, into: &cuts)
    }

    private static func cutLeft(
        _ occurredAt: Span<Int64>, _ cutoffs: Span<Int64>, _ offsets: Span<Int64>, into cuts: inout [Int32]
    ) {
        var places = cuts.mutableSpan
        for offset in 0..<offsets.count {
            var cutoff = 0
            let start = (offset + 1) * occurredAt.count
            for row in 0..<occurredAt.count {
                let end = occurredAt[row] &+ offsets[offset]
                while cutoff < cutoffs.count, cutoffs[cutoff] <= end { cutoff &+= 1 }
                places[start &+ row] = Int32(truncatingIfNeeded: cutoff)
            }
        }
    }

    private mutating func cutKnown(
        _ occurredAt: Span<Int64>, _ recordedAt: Span<Int64>, _ cutoffs: Span<Int64>
    ) {
        for index in 0..<cutoffs.count { isMixed[index] = false }
        hasMixed = false
        var cutoff = 0
        // The first cutoff at which all rows so far are known.
        var reach = 0
        for row in 0..<occurredAt.count {
            while cutoff < cutoffs.count, cutoffs[cutoff] <= occurredAt[row] { cutoff += 1 }
            var known = cutoff
            if known < cutoffs.count, cutoffs[known] <= recordedAt[row] {
                var end = cutoffs.count
                known += 1
                while known < end {
                    let middle = (known + end) / 2
                    if cutoffs[middle] <= recordedAt[row] { known = middle + 1 } else { end = middle }
                }
            }
            cuts[row] = Int32(truncatingIfNeeded: known)
            if known < reach {
                // This row is known while one before it is not.
                for index in known..<min(reach, cutoffs.count) { isMixed[index] = true }
                hasMixed = true
            }
            reach = max(reach, known)
        }
    }

    /// Finds by cutoff how many events of a series are known, given their rows.
    mutating func locateKnown(_ events: [Int32], _ count: Int, cutoffs: Int) {
        Self.count(events, count, cuts, start: 0, cutoffs: cutoffs, into: &uppers)
    }

    /// Finds by cutoff how many events of a series have left the window that a cut is of; nil for the window that
    /// none leaves.
    mutating func locateLeft(_ events: [Int32], _ count: Int, cut: Int?, rows: Int, cutoffs: Int) {
        if let cut {
            // What has left before it was known was never in it.
            Self.count(
                events, count, cuts, start: cut * rows, limits: uppers, cutoffs: cutoffs, into: &lowers)
        } else {
            for index in 0..<cutoffs { lowers[index] = 0 }
        }
    }

    /// Finds by cutoff how many events of a series have left the span before the window.
    mutating func locateBefore(_ events: [Int32], _ count: Int, cut: Int, rows: Int, cutoffs: Int) {
        Self.count(events, count, cuts, start: cut * rows, limits: lowers, cutoffs: cutoffs, into: &befores)
    }

    /// The number of events with a cut up to each cutoff, in O(events + cutoffs).
    private static func count(
        _ events: [Int32], _ count: Int, _ cuts: [Int32], start: Int, cutoffs: Int, into counts: inout [Int32]
    ) {
        tally(events, count, cuts, start: start, cutoffs: cutoffs, into: &counts)
        var places = counts.mutableSpan
        var total: Int32 = 0
        for index in 0..<cutoffs {
            total &+= places[index]
            places[index] = total
        }
    }

    /// The same, but at each cutoff no more than a limit.
    private static func count(
        _ events: [Int32], _ count: Int, _ cuts: [Int32], start: Int, limits: [Int32], cutoffs: Int,
        into counts: inout [Int32]
    ) {
        tally(events, count, cuts, start: start, cutoffs: cutoffs, into: &counts)
        var places = counts.mutableSpan
        let limits = limits.span
        var total: Int32 = 0
        for index in 0..<cutoffs {
            total &+= places[index]
            places[index] = min(total, limits[index])
        }
    }

    /// The number of events with each cut.
    @inline(__always) private static func tally(
        _ events: [Int32], _ count: Int, _ cuts: [Int32], start: Int, cutoffs: Int, into counts: inout [Int32]
    ) {
        var places = counts.mutableSpan
        for index in 0...cutoffs { places[index] = 0 }
        let events = events.span
        let cuts = cuts.span
        for index in 0..<count { places[Int(cuts[start &+ Int(events[index])])] &+= 1 }
    }
}
