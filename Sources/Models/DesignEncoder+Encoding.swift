extension DesignEncoder {
    /// Column `index` before it is standardized.
    ///
    /// - Parameters:
    ///   - index: of the column.
    ///   - value: its input's slot; an infinity counts as missing, a level out of range as unknown.
    /// - Complexity: O(transforms).
    public func encoded(column index: Int, value: Double) -> Double {
        let step = steps[index]
        return step.kind == .number ? number(step, value) : isPresent(step, value) ? 1 : 0
    }

    /// Column `index`, standardized.
    ///
    /// - Parameters: as `encoded(column:value:)`.
    /// - Returns: a finite number within ±`limit`.
    @inline(__always)
    public func standardized(column index: Int, value: Double) -> Double {
        let step = steps[index]
        guard step.kind == .number else { return isPresent(step, value) ? step.present : step.absent }
        return Step.standardized(number(step, value), mean: step.mean, scale: step.scale)
    }

    @inline(__always)
    private func number(_ step: Step, _ value: Double) -> Double {
        let number = value.isFinite ? value : step.fill
        return step.transforms.isEmpty ? number : transformed(step, number)
    }

    // Apart, so that numbers without transforms stay in registers.
    @inline(never)
    private func transformed(_ step: Step, _ number: Double) -> Double {
        var number = number
        for transform in step.transforms { number = transforms[transform](number) }
        return number
    }

    /// Whether a column that is no number encodes to 1.
    @inline(__always)
    private func isPresent(_ step: Step, _ value: Double) -> Bool {
        switch step.kind {
        case .number: preconditionFailure("a number is not present or absent")
        case .level: value == step.level
        case .otherLevels: value.isFinite && !(value >= 0 && value < step.levels)
        case .missingIndicator: !value.isFinite
        }
    }
}
