import Datasets
import Features

extension DataRoom {
    /// The days of the cutoffs; nil for a table whose rows have an order and no time.
    func days(of data: PreparedData) throws -> ZonedDays? {
        if let plan = data.plan { return plan.days }
        guard case .table(_, let table) = contents, case .asOf = table.order else { return nil }
        return try pipeline.locating {
            try ZonedDays(data.frame.features.cutoffs, zone: pipeline.settings.data.zone)
        }
    }
}

extension ZonedDays {
    /// The days of instants as people there write them, `2024-03-01`.
    ///
    /// - Complexity: O(instants), and O(log n) for each different one.
    func dates(of instants: [Instant]) -> [String] {
        var known: [Instant: String] = [:]
        return instants.map { instant in
            if let date = known[instant] { return date }
            let date = day(of: instant).description
            known[instant] = date
            return date
        }
    }

    /// Their months, `2024-03`.
    func months(of instants: [Instant]) -> [String] { dates(of: instants).map { String($0.dropLast(3)) } }
}
