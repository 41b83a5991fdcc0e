internal import Features

/// The accepted rows of a plain table, in order of time.
struct TableRows {
    /// Indices of the accepted rows, in order.
    let order: [Int]
    let quarantine: [QuarantinedRow]
    private let rows: TypedRows
    private let definition: TableDefinition
    private let labels: [Bool]
    private let times: [Int64]

    init(
        _ rows: TypedRows, rejects: [(line: Int, reason: String)], _ definition: TableDefinition
    ) throws(DatasetError) {
        self.rows = rows
        self.definition = definition
        var faults = rows.faults
        var labels = [Bool](repeating: false, count: rows.count)
        let answer = rows.index(of: definition.label.field).map { rows.columns[$0] }
        for row in 0..<rows.count where faults[row] == nil {
            guard let value = answer?.attribute(at: row) else {
                faults[row] = RowFault(
                    field: definition.label.field, reason: "nothing where a label is expected")
                continue
            }
            labels[row] = definition.label.positive.matches(value)
        }
        var times = (0..<Int64(rows.count)).map { $0 + 1 }
        if case .asOf(let name) = definition.order, let column = rows.index(of: name) {
            for row in 0..<rows.count where faults[row] == nil {
                if let time = rows.columns[column].int64s?[row] {
                    times[row] = time
                } else {
                    faults[row] = RowFault(field: name, reason: "nothing where an as-of time is expected")
                }
            }
        }
        quarantine =
            (rejects.map { QuarantinedRow(source: "table", row: $0.line, field: nil, reason: $0.reason) }
            + faults.enumerated().compactMap { row, fault in
                fault.map {
                    QuarantinedRow(source: "table", row: rows.lines[row], field: $0.field, reason: $0.reason)
                }
            }).sorted { $0.row < $1.row }
        order = (0..<rows.count).filter { faults[$0] == nil }.sorted { (times[$0], $0) < (times[$1], $1) }
        self.labels = labels
        self.times = times
    }

    /// The frame of the accepted rows.
    func frame() throws(DatasetError) -> TimeSlicedFrame {
        let cutoffs = order.map { Instant(microseconds: times[$0]) }
        let entities = order.indices.map { EntityKey(namespace: "row", id: String($0 + 1)) }
        var columns: [FeatureColumn] = []
        for (name, _) in definition.featureFields {
            guard let index = rows.index(of: name) else { continue }
            columns.append(FeatureColumn(name: name, values: rows.columns[index].values(at: order)))
        }
        for (name, _) in definition.groupFields {
            guard let index = rows.index(of: name) else { continue }
            columns.append(FeatureColumn(name: name, values: rows.columns[index].groups(at: order)))
        }
        let labels = order.map { self.labels[$0] }
        let slices = sliced(cutoffs)
        for name in Set(slices).sorted() {
            let own = slices.indices.filter { slices[$0] == name }
            let positives = own.count { labels[$0] }
            if positives == 0 || positives == own.count {
                throw .data(
                    keyPath: ["table", "label"],
                    what:
                        "the \(name.rawValue) slice has \(own.count) rows, all \(positives == 0 ? "negative" : "positive")",
                    remedy: "check the label's positive value and the shares of the slices")
            }
        }
        return TimeSlicedFrame(
            features: FeatureFrame(entities: entities, cutoffs: cutoffs, columns: columns), labels: labels,
            slices: slices, labelStarts: cutoffs, labelEnds: cutoffs)
    }

    /// Cuts the rows at the shares; rows of one time stay together, in the earlier slice.
    private func sliced(_ cutoffs: [Instant]) -> [SliceName] {
        var slices: [SliceName] = []
        let shares = definition.slices
        var share = 0.0
        for (name, part) in [
            (SliceName.train, shares.train), (.calibrate, shares.calibrate ?? 0), (.test, shares.test),
        ] {
            share += part
            // The sum of shares may miss a whole row by a rounding error.
            let end = name == .test ? cutoffs.count : Int(Double(cutoffs.count) * share + 1e-6)
            while slices.count < end
                || (name != .test && part > 0 && !slices.isEmpty && slices.count < cutoffs.count
                    && cutoffs[slices.count] == cutoffs[slices.count - 1])
            {
                slices.append(name)
            }
        }
        return slices
    }
}

extension Column {
    /// The value of a row, or nil.
    fileprivate func attribute(at row: Int) -> AttributeValue? {
        switch self {
        case .texts(let values): values[row].map { .text($0) }
        case .numbers(let values): values[row].map { .number($0) }
        case .flags(let values): values[row].map { .flag($0) }
        case .integers, .instants: nil
        }
    }

    /// The rows at these indices as groups.
    fileprivate func groups(at rows: [Int]) -> FeatureColumn.Values {
        switch self {
        case .texts(let values): .categories(rows.map { values[$0] })
        case .flags(let values): .categories(rows.map { values[$0].map { $0 ? "true" : "false" } })
        case .numbers(let values):
            .categories(rows.map { values[$0].map { Int64(exactly: $0).map(String.init) ?? "\($0)" } })
        case .integers(let values), .instants(let values):
            .categories(rows.map { values[$0].map(String.init) })
        }
    }

    /// The rows at these indices as a feature; truth values become 1 and 0.
    fileprivate func values(at rows: [Int]) -> FeatureColumn.Values {
        switch self {
        case .texts(let values): .categories(rows.map { values[$0] })
        case .numbers(let values): .numbers(rows.map { values[$0] ?? .nan })
        case .flags(let values): .numbers(rows.map { values[$0].map { $0 ? 1 : 0 } ?? .nan })
        case .integers(let values), .instants(let values):
            .numbers(rows.map { values[$0].map(Double.init) ?? .nan })
        }
    }
}
