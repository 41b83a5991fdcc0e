public import Features

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
        for (name, column) in features.fileColumns {
            names.append(name)
            columns.append(column)
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

extension FeatureFrame {
    /// The features as columns for a file; NaN and missing categories become NULL.
    fileprivate var fileColumns: [(name: String, column: Column)] {
        columns.map { column in
            switch column.values {
            case .numbers(let values): (column.name, .numbers(values.map { $0.isNaN ? nil : $0 }))
            case .categories(let values): (column.name, .texts(values))
            }
        }
    }

    /// Writes the frame, without labels, to a file whose ending chooses Parquet or CSV: `entity` (the id alone),
    /// `cutoff`, then the features.
    ///
    /// - Throws: `DatasetError.file`.
    /// - Complexity: O(rows x columns).
    public func write(to path: String) throws(DatasetError) {
        let features = fileColumns
        let table = ColumnTable(
            names: ["entity", "cutoff"] + features.map(\.name),
            columns: [.texts(entities.map(\.id)), .instants(cutoffs.map(\.microseconds))]
                + features.map(\.column))
        try TableFile().write(table, to: path, permissions: 0o600)
    }
}
