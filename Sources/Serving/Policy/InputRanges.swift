internal import Models

/// Between which numbers the training rows of each input lay.
struct InputRanges: Sendable {
    /// One an input, in the model's order; everything where no range is known.
    let ranges: [ClosedRange<Double>]

    /// What a version keeps of a column of the training rows.
    struct Column: Decodable {
        var name: String
        var least: Double?
        var most: Double?
    }

    /// Ranges by input.
    init(ranges: [ClosedRange<Double>]) { self.ranges = ranges }

    /// - Returns: nil where no column has a range, as in older versions.
    init?(_ columns: [Column], of model: LogisticModel) {
        var known: [String: ClosedRange<Double>] = [:]
        for column in columns {
            guard let least = column.least, let most = column.most, least <= most else { continue }
            known[column.name] = least...most
        }
        if known.isEmpty { return nil }
        ranges = model.inputs.map { input in
            (input.kind == .number ? known[input.name] : nil) ?? -Double.infinity...Double.infinity
        }
    }
}
