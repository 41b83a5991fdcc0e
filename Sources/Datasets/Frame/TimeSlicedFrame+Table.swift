internal import Features

extension TimeSlicedFrame {
    /// The frame as columns for a file: `entity` (the id alone), `cutoff`, `slice`, `label`, then the features.
    ///
    /// `docs/formats/frame.md` has the schema. NaN and missing categories become NULL.
    /// - Complexity: O(rows x columns).
    public var table: ColumnTable {
        var names = ["entity", "cutoff", "slice", "label"]
        var columns: [Column] = [
            .texts(features.entities.map(\.id)), .instants(features.cutoffs.map(\.microseconds)),
            .texts(slices.map(\.rawValue)), .flags(labels.map { $0 }),
        ]
        for column in features.columns {
            names.append(column.name)
            switch column.values {
            case .numbers(let values): columns.append(.numbers(values.map { $0.isNaN ? nil : $0 }))
            case .categories(let values): columns.append(.texts(values))
            }
        }
        return ColumnTable(names: names, columns: columns)
    }

    /// Writes the frame to a file whose ending chooses Parquet or CSV.
    ///
    /// - Throws: `DatasetError.file`.
    public func write(to path: String) throws(DatasetError) {
        try TableFile().write(table, to: path, permissions: 0o600)
    }
}
