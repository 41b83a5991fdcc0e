public import Models

/// What a preprocessor learned from the training rows.
public struct FittedPreprocessor: Equatable, Sendable {
    /// Turns rows into standardized design columns, in training as in scoring; it holds only inputs that some
    /// column needs.
    public let encoder: DesignEncoder
    /// Columns left out because all training rows have the same value there, by name; an input that is never
    /// present stands here under its own name.
    public let droppedColumns: [String]
    /// The parts of inputs that are read by their evidence, by the index of their column.
    let evidence: [Int: InputEvidence]

    /// The most numbers that a design may have: 8 GiB.
    static let elementLimit = 1 << 30

    /// Refuses more columns than fit into memory, before they are made.
    static func check(columns: Int, rows: Int, input: String) throws(LearningError) {
        guard columns <= elementLimit / max(1, rows) else {
            throw .designTooLarge(rows: rows, columns: columns, input: input)
        }
    }

    /// Drops columns of equal values, standardizes numbers and leaves indicators 0 or 1.
    ///
    /// - Throws: `LearningError.noColumns` if none is left, `designTooLarge`, `tooManyProducts`.
    init(
        candidates: [CandidateInput], interactions: [[String]], minimumCount: Int
    ) throws(LearningError) {
        var inputs: [ModelInput] = []
        var columns: [DesignColumn] = []
        var fill: [Double] = []
        var moments: [ColumnMoments] = []
        var dropped: [String] = []
        var evidence: [Int: InputEvidence] = [:]
        for candidate in candidates {
            try Self.check(
                columns: columns.count + candidate.columns.count, rows: candidate.values.count,
                input: candidate.input.name)
            if candidate.columns.isEmpty { dropped.append(candidate.input.name) }
            var isNeeded = false
            for (column, encoded) in zip(candidate.columns, try candidate.encodedColumns()) {
                guard let own = ColumnMoments(encoded) else {
                    dropped.append(column.name)
                    continue
                }
                isNeeded = true
                columns.append(
                    DesignColumn(name: column.name, input: inputs.count, encoding: column.encoding))
                fill.append(candidate.fill)
                // A penalty acts on scale: dividing a rare level's 0/1 by its small deviation would all but lift it.
                switch column.encoding {
                case .number: moments.append(own)
                case .bins, .levelEvidence:
                    evidence[columns.count - 1] = candidate.evidence
                    moments.append(own)
                case .level, .otherLevels, .missingIndicator, .product: moments.append(.unscaled)
                }
            }
            if isNeeded { inputs.append(candidate.input) }
        }
        guard !columns.isEmpty else { throw .noColumns }
        var plain = try Self.encoder(
            inputs, columns, fill, mean: moments.map(\.mean), scale: moments.map(\.standardDeviation))
        if !interactions.isEmpty {
            let products = try InputProducts(
                of: interactions, encoder: plain, candidates: candidates, minimumCount: minimumCount)
            dropped += products.dropped
            moments += products.moments
            plain = try Self.encoder(
                inputs, columns + products.columns, fill + products.columns.map { _ in 0 },
                mean: moments.map(\.mean), scale: moments.map(\.standardDeviation))
        }
        encoder = plain
        droppedColumns = dropped
        self.evidence = evidence
    }

    /// The encoder of these columns.
    ///
    /// - Throws: `LearningError.invalidModel` where they are none.
    static func encoder(
        _ inputs: [ModelInput], _ columns: [DesignColumn], _ fill: [Double], mean: [Double], scale: [Double]
    ) throws(LearningError) -> DesignEncoder {
        do {
            return try DesignEncoder(inputs: inputs, columns: columns, fill: fill, mean: mean, scale: scale)
        } catch {
            throw .invalidModel(error)
        }
    }
}
