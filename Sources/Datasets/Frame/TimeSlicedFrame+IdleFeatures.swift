internal import Features

extension TimeSlicedFrame {
    /// Why a model can learn nothing from a feature.
    public enum Idleness: Equatable, Sendable {
        /// No row of the train slice has a value.
        case missing
        /// All rows of the train slice have one value.
        case constant
    }

    /// The features that do not vary in the train slice, in their order; none where the slice has less than two rows.
    ///
    /// - Complexity: O(rows x features).
    public var idleFeatures: [(name: String, idleness: Idleness)] {
        let train = features.rows(indices(of: .train))
        guard train.rowCount > 1 else { return [] }
        return train.columns.filter(\.values.isConstant).map { column in
            (name: column.name, idleness: column.values.missing == column.count ? .missing : .constant)
        }
    }
}
