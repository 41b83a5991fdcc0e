public import Features

/// Which cutoffs train, calibrate and test: spans of days, one after the other.
public struct SliceDefinition: Codable, Equatable, Sendable {
    /// Cutoffs that train.
    public var train: Days
    /// Cutoffs that calibrate.
    public var calibrate: Days?
    /// Cutoffs that test.
    public var test: Days?
    /// Cutoffs kept away until the end.
    public var locked: Days?
    /// How long before a later slice an earlier one's labels must be complete; none unless given.
    public var embargo: TimeSpan?
    /// What may be in one slice only; nothing unless given.
    public var disjoint: Disjointness?

    /// Days, both inclusive; a cutoff at any time of the last day is in.
    public struct Days: Codable, Equatable, Sendable {
        /// The first day.
        public var from: CalendarDay
        /// The last day.
        public var to: CalendarDay

        /// Creates a span of days.
        public init(from: CalendarDay, to: CalendarDay) {
            self.from = from
            self.to = to
        }
    }

    /// Creates slices.
    public init(
        train: Days, calibrate: Days? = nil, test: Days? = nil, locked: Days? = nil, embargo: TimeSpan? = nil,
        disjoint: Disjointness? = nil
    ) {
        self.train = train
        self.calibrate = calibrate
        self.test = test
        self.locked = locked
        self.embargo = embargo
        self.disjoint = disjoint
    }

    /// The slices given, in order.
    public var all: [(name: SliceName, days: Days)] {
        [(SliceName.train, train), (.calibrate, calibrate), (.test, test), (.locked, locked)].compactMap {
            name, days in days.map { (name: name, days: $0) }
        }
    }
}
