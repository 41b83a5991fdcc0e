/// One row of the firehose.
struct FirehoseEvent {
    /// When the row reached the file; a second copy does so later than it was recorded.
    var arrival: Int64
    /// Microseconds since 1970, whole milliseconds.
    var occurredAt: Int64
    var recordedAt: Int64
    /// Unique, and the same for both copies of a duplicate.
    var id: UInt64
    var lead: Int32
    /// Hundredths; -1 where there is none.
    var amount: Int32
    /// Seconds it lasted; -1 where it has no length.
    var seconds: Int32
    /// Places in `FirehoseCatalog`; the page is -1 where there is none.
    var kind: Int8
    var channel: Int8
    var page: Int8

    /// The order of the file.
    static func precedes(_ left: FirehoseEvent, _ right: FirehoseEvent) -> Bool {
        if left.arrival != right.arrival { return left.arrival < right.arrival }
        return left.id < right.id
    }
}
