/// What a lead's rows amount to, for the snapshot and the prepared table.
struct LeadTally: Sendable {
    /// By channel, rows that had happened and were recorded when the question was asked.
    var before = [Int](repeating: 0, count: Channel.allCases.count)
    /// Touches up to then, and after it.
    var touchesBefore = 0
    var touchesAfter = 0

    init(_ rows: [CompanyRow], truth: LeadTruth, world: World) {
        let asked = truth.createdAt + world.ask
        for row in rows where !row.isCopy {
            let isBefore = row.occurredAt < asked && row.recordedAt < asked
            if isBefore { before[row.channel.place] += 1 }
            if row.channel.isTouch {
                if isBefore { touchesBefore += 1 } else { touchesAfter += 1 }
            }
        }
    }
}
