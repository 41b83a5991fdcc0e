import Models

/// An input as the training rows show it, before columns of equal values are dropped.
struct CandidateInput {
    var input: ModelInput
    /// The slots' values; shape (rows).
    var values: [Double]
    /// The columns it may have; their input is 0.
    var columns: [DesignColumn]
    /// What a missing number counts as.
    var fill: Double
    /// What its parts say; nil of an input that is not read by its evidence.
    var evidence: InputEvidence?

    /// A number: its own column, and one for `missing`.
    ///
    /// - Throws: `LearningError.unusableInput` for an infinity, and below 0 where a transform does not take it.
    init(
        numbers: [Double], entry: InputSelection.Entry, unit: String?, sentence: String?
    ) throws(LearningError) {
        for (row, value) in numbers.enumerated() where !value.isNaN {
            try Self.check(value, row: row, entry: entry)
        }
        let present = numbers.filter { !$0.isNaN }.sorted()
        input = ModelInput(name: entry.name, kind: .number, unit: unit, sentence: sentence)
        values = numbers
        fill = Self.median(ofSorted: present)
        let name = entry.transforms.reduce(entry.name) { "\($1.name)(\($0))" }
        columns = []
        guard !present.isEmpty else { return }
        columns.append(DesignColumn(name: name, input: 0, encoding: .number(transforms: entry.transforms)))
        if present.count < numbers.count { columns.append(Self.missingIndicator(of: entry)) }
    }

    /// A category: a column a level that is not rare, one for the other levels and one for `missing`.
    ///
    /// - Throws: `LearningError.unusableInput` for transforms, which are for numbers.
    init(
        categories: [String?], entry: InputSelection.Entry, minimumCount: Int, unit: String?,
        sentence: String?
    ) throws(LearningError) {
        guard entry.transforms.isEmpty else {
            throw .missingInput(name: entry.name, kind: "numbers, which its transforms need")
        }
        var counts: [String: Int] = [:]
        for case let level? in categories { counts[level, default: 0] += 1 }
        let levels = counts.filter { $0.value >= minimumCount }.keys.sorted()
        let codes = Dictionary(uniqueKeysWithValues: zip(levels, (0..<levels.count).map(Double.init)))
        input = ModelInput(
            name: entry.name, kind: .category, levels: levels, unit: unit, sentence: sentence)
        values = categories.map { level in
            level.map { codes[$0] ?? ModelInput.unknownLevel } ?? .nan
        }
        fill = 0
        columns = levels.enumerated().map { index, level in
            DesignColumn(name: "\(entry.name)=\(level)", input: 0, encoding: .level(index))
        }
        if levels.count < counts.count {
            columns.append(DesignColumn(name: "\(entry.name)=(other)", input: 0, encoding: .otherLevels))
        }
        if values.contains(where: \.isNaN) && !counts.isEmpty {
            columns.append(Self.missingIndicator(of: entry))
        }
    }

    /// The columns before they are standardized, by the code that scoring uses; shape (columns, rows).
    func encodedColumns() throws(LearningError) -> [[Double]] {
        let encoder = try FittedPreprocessor.encoder(
            [input], columns, columns.map { _ in fill }, mean: columns.map { _ in 0 },
            scale: columns.map { _ in 1 })
        return columns.indices.map { column in
            values.map { encoder.encoded(column: column, value: $0) }
        }
    }

    static func missingIndicator(of entry: InputSelection.Entry) -> DesignColumn {
        DesignColumn(name: "\(entry.name)=(missing)", input: 0, encoding: .missingIndicator)
    }

    private static func check(_ value: Double, row: Int, entry: InputSelection.Entry) throws(LearningError) {
        guard value.isFinite else {
            throw .unusableInput(
                name: entry.name, row: row, problem: "an infinite number; leave it out where it is unknown")
        }
        var number = value
        for transform in entry.transforms {
            guard number >= 0 || !transform.needsNonnegative else {
                throw .unusableInput(
                    name: entry.name, row: row,
                    problem: "\(transform.name) of a number below 0; take signedLog1p, or clip first")
            }
            number = transform(number)
        }
        // Of a number that is binned only its bin counts.
        guard entry.encoding != .usual || abs(number) <= DesignEncoder.limit else {
            throw .unusableInput(
                name: entry.name, row: row, problem: "a number beyond ±1e90; take signedLog1p or clip")
        }
    }

    /// The middle value, or the mean of the two middle ones; 0 of nothing.
    private static func median(ofSorted values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let upper = values[values.count / 2]
        guard values.count.isMultiple(of: 2) else { return upper }
        // Halved first, since the sum of two huge numbers overflows.
        return values[values.count / 2 - 1] / 2 + upper / 2
    }
}
