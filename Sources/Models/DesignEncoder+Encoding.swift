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
        standardized(steps.span, index, value)
    }

    /// The same, by steps that are not looked up for every column.
    ///
    /// Each number of the step is read where it is used: a copy of the whole step costs as much as the rest.
    @inline(__always)
    func standardized(_ steps: Span<Step>, _ index: Int, _ value: Double) -> Double {
        if steps[index].isPlain {
            let number = value.isFinite ? value : steps[index].fill
            return Step.standardized(number, mean: steps[index].mean, scale: steps[index].scale)
        }
        switch steps[index].kind {
        case .missingIndicator: return value.isFinite ? steps[index].absent : steps[index].present
        case .level: return value == steps[index].level ? steps[index].present : steps[index].absent
        case .number, .otherLevels: return standardized(steps[index], value)
        }
    }

    // Apart, so that what most columns are stays in registers.
    @inline(never)
    private func standardized(_ step: Step, _ value: Double) -> Double {
        guard step.kind == .number else { return isPresent(step, value) ? step.present : step.absent }
        return Step.standardized(number(step, value), mean: step.mean, scale: step.scale)
    }

    @inline(__always)
    private func number(_ step: Step, _ value: Double) -> Double {
        let number = value.isFinite ? value : step.fill
        return transformed(step, number)
    }

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
