/// One row of a company's file, still without its id.
struct CompanyRow: Sendable {
    /// When the row was entered: what its place in the file and its id follow, whatever its times say.
    var arrival: Int64
    /// The lead, or the account in an account's row; with the ordinal it is the row's name.
    var owner: Int32
    var ordinal: Int32
    var channel: Channel
    /// Whether it is the second copy of the row of that name.
    var isCopy = false
    /// Whether the row has a second copy.
    var isCopied = false
    /// What it says.
    var occurredAt: Int64
    var recordedAt: Int64
    /// What is so.
    var trueOccurredAt: Int64
    var isLate = false
    var isSkewed = false
    /// The leak that it is planted for.
    var planted: Leak.Kind?
    /// The line after the id.
    var payload: [UInt8]

    /// The order of the file.
    static func precedes(_ left: CompanyRow, _ right: CompanyRow) -> Bool {
        if left.arrival != right.arrival { return left.arrival < right.arrival }
        if left.owner != right.owner { return left.owner < right.owner }
        return left.ordinal < right.ordinal
    }
}
