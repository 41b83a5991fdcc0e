extension DesignEncoder {
    /// Column `index` before it is standardized.
    ///
    /// - Parameters:
    ///   - index: of the column.
    ///   - value: its input's slot; an infinity counts as missing, a level out of range as unknown.
    /// - Complexity: O(transforms).
    public func encoded(column index: Int, value: Double) -> Double {
        encoded(steps[index], value)
    }

    /// Column `index`, standardized.
    ///
    /// - Parameters: as `encoded(column:value:)`.
    /// - Returns: a finite number within ±`limit`.
    public func standardized(column index: Int, value: Double) -> Double {
        let step = steps[index]
        let z = (encoded(step, value) - step.mean) / step.scale
        return z < -Self.limit ? -Self.limit : (z > Self.limit ? Self.limit : z)
    }

    @inline(__always)
    private func encoded(_ step: Step, _ value: Double) -> Double {
        switch step.kind {
        case .number:
            var number = value.isFinite ? value : step.fill
            for transform in step.transforms { number = transforms[transform](number) }
            return number
        case .level: return value == step.level ? 1 : 0
        case .otherLevels: return value.isFinite && !(value >= 0 && value < step.levels) ? 1 : 0
        case .missingIndicator: return value.isFinite ? 0 : 1
        }
    }
}
