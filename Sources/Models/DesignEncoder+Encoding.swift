extension DesignEncoder {
    /// Column `index` before it is standardized.
    ///
    /// - Parameters:
    ///   - index: of the column.
    ///   - value: its input's slot; an infinity counts as missing, a level out of range as unknown.
    /// - Complexity: O(transforms).
    public func encoded(column index: Int, value: Double) -> Double {
        let step = steps[index]
        switch step.kind {
        case .number:
            var number = value.isFinite ? value : fill[index]
            for transform in step.transforms { number = transforms[transform](number) }
            return number
        case .level: return value == step.level ? 1 : 0
        case .otherLevels: return isUnknownLevel(value, column: index) ? 1 : 0
        case .missingIndicator: return value.isFinite ? 0 : 1
        }
    }

    /// Column `index`, standardized.
    ///
    /// - Parameters: as `encoded(column:value:)`.
    /// - Returns: a finite number within ±`limit`.
    public func standardized(column index: Int, value: Double) -> Double {
        let z = (encoded(column: index, value: value) - mean[index]) / scale[index]
        return z < -Self.limit ? -Self.limit : (z > Self.limit ? Self.limit : z)
    }

    private func isUnknownLevel(_ value: Double, column index: Int) -> Bool {
        let levels = inputs[columns[index].input].levels.count
        return value.isFinite && !(value >= 0 && value < Double(levels))
    }
}
