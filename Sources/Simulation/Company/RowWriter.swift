internal import Features
internal import LinearAlgebra

/// Puts rows of one owner together, with the faults that happen between an event and its row.
struct RowWriter {
    private(set) var rows: [CompanyRow] = []
    private let world: World
    private let owner: Int
    private let name: String
    private let shift: Int64
    private let hasWrongClock: Bool
    private var faults: CounterRandom

    /// - Parameters:
    ///   - character: whose draws the faults repeat.
    ///   - shift: how much later everything happens than to the character.
    init(world: World, owner: Int, name: String, stream: String, character: Int, shift: Int64) {
        self.world = world
        self.owner = owner
        self.name = name
        self.shift = shift
        // Faults have a stream of their own: without them, the rest stays as it is.
        var faults = world.random(stream, character)
        hasWrongClock = faults.chance(world.settings.faults?.skew?.share ?? 0)
        self.faults = faults
    }

    /// What a row may be beside its cells.
    struct Options {
        /// Whether the row names its owner.
        var namesOwner = true
        /// Whether it may be recorded late.
        var mayBeLate = true
        /// When it was really entered, where its times are forged.
        var enteredAt: Int64?
        /// The leak that it is planted for.
        var planted: Leak.Kind?
    }

    /// Adds a row about what happened at a time of the character.
    ///
    /// - Parameter cells: the channel's own columns in order; texts without quotes or backslashes; nil for nothing.
    mutating func add(
        _ channel: Channel, at time: Int64, _ cells: [String?], _ options: Options = Options()
    ) {
        precondition(cells.count == channel.columns.count, "a cell for each column")
        let occurred = (time + shift) / 1000 * 1000
        let settings = world.settings.faults
        let isLate = faults.chance(settings?.late ?? 0.02) && options.mayBeLate && channel.hasRecordedTime
        let isCopied = faults.chance(settings?.duplicates ?? 0.005)
        var delay = min(12 * 3600, faults.logLogistic(median: channel.delay, shape: 2))
        if isLate { delay = 7200 + min(45 * 86_400, faults.logLogistic(median: 1.5 * 86_400, shape: 1.5)) }
        let copyDelay = faults.exponential(mean: 3600)
        guard occurred >= world.start else { return }
        var recorded = occurred + Int64(delay * 1000) * 1000
        let arrival = max(recorded, options.enteredAt.map { $0 + shift } ?? recorded)
        // What is entered after the last day is not in the files.
        guard arrival < world.end else { return }
        var written = occurred
        let isSkewed = hasWrongClock && settings?.skew?.source == channel
        if isSkewed { written += settings?.skew?.by.microseconds ?? 0 }
        if channel == .product {
            // A lagging clock stamps everything earlier than it is.
            written -= Int64(30 * world.strength(.clockSkew) * 86_400) * 1_000_000
            recorded = written
        }
        let planted = channel == .product && world.strength(.clockSkew) > 0 ? .clockSkew : options.planted
        var row = CompanyRow(
            arrival: arrival, owner: Int32(owner), ordinal: Int32(rows.count), channel: channel,
            occurredAt: written, recordedAt: recorded, trueOccurredAt: occurred, isLate: isLate,
            isSkewed: isSkewed, planted: planted, payload: [])
        row.payload = RowText.payload(
            row, name: options.namesOwner ? name : nil, cells: cells)
        let copyArrival = arrival + Int64(copyDelay * 1000) * 1000
        row.isCopied = isCopied && copyArrival < world.end
        rows.append(row)
        if row.isCopied {
            var copy = row
            copy.isCopy = true
            copy.arrival = copyArrival
            rows.append(copy)
        }
    }
}
