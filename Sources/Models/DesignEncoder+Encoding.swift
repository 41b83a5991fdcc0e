import Arithmetic

extension DesignEncoder {
    /// Column `index` before it is standardized.
    ///
    /// - Parameters:
    ///   - index: of the column, which is no product.
    ///   - value: its input's slot; an infinity counts as missing, a level out of range as unknown.
    /// - Complexity: O(transforms), of bins O(log bins).
    public func encoded(column index: Int, value: Double) -> Double {
        let step = steps[index]
        return switch columns[index].encoding {
        case .number: number(step, value)
        case .level, .otherLevels, .missingIndicator: isPresent(step, value) ? 1 : 0
        case .bins(let bins): bins.evidence(of: value)
        case .levelEvidence(let evidence): evidence.evidence(of: value)
        case .product: preconditionFailure("a product has two values")
        }
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
        case .number, .otherLevels, .bins, .levelEvidence, .product:
            return standardized(steps[index], value)
        }
    }

    // Apart, so that what most columns are stays in registers.
    @inline(never)
    private func standardized(_ step: Step, _ value: Double) -> Double {
        switch step.kind {
        case .number: return Step.standardized(number(step, value), mean: step.mean, scale: step.scale)
        case .level, .otherLevels, .missingIndicator:
            return isPresent(step, value) ? step.present : step.absent
        case .bins:
            guard value.isFinite else { return tables[step.operands.upperBound - 1] }
            return tables[step.operands.lowerBound + edges(of: step) + bin(step, value)]
        case .levelEvidence:
            guard value.isFinite else { return tables[step.operands.upperBound - 1] }
            let isKnown = value >= 0 && value < step.levels
            return tables[isKnown ? step.operands.lowerBound + Int(value) : step.operands.upperBound - 2]
        case .product: preconditionFailure("a product has two values")
        }
    }

    private func edges(of step: Step) -> Int { (step.operands.count - 2) / 2 }

    /// How many edges of a column of bins a number has passed.
    func bin(_ step: Step, _ number: Double) -> Int {
        let start = step.operands.lowerBound
        return (0..<edges(of: step)).partitioningIndex { !(tables[start + $0] <= number) }
    }

    @inline(__always)
    private func number(_ step: Step, _ value: Double) -> Double {
        let number = value.isFinite ? value : step.fill
        return transformed(step, number)
    }

    private func transformed(_ step: Step, _ number: Double) -> Double {
        var number = number
        for transform in step.operands { number = transforms[transform](number) }
        return number
    }

    /// Whether an indicator encodes to 1.
    @inline(__always)
    private func isPresent(_ step: Step, _ value: Double) -> Bool {
        switch step.kind {
        case .number, .bins, .levelEvidence, .product:
            preconditionFailure("no indicator is present or absent")
        case .level: value == step.level
        case .otherLevels: value.isFinite && !(value >= 0 && value < step.levels)
        case .missingIndicator: !value.isFinite
        }
    }
}
