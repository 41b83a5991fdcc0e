import Models

/// Inputs that are read by their evidence, or by the hash of their level.
extension CandidateInput {
    /// A number: one column, of its bins' evidence.
    ///
    /// - Throws: as `init(numbers:entry:unit:sentence:)`.
    init(
        numbers: [Double], entry: InputSelection.Entry, limit: Int, isMonotone: Bool, minimumCount: Int,
        labels: [Bool], scale: EvidenceScale, unit: String?, sentence: String?
    ) throws(LearningError) {
        try self.init(numbers: numbers, entry: entry, unit: unit, sentence: sentence)
        fill = 0
        guard !columns.isEmpty else { return }
        var bins = QuantileBins(numbers, labels, limit: limit, minimumCount: minimumCount)
        if isMonotone { bins.makeMonotone(scale) }
        let missing = bins.missing.rows > 0 ? scale.evidence(bins.missing) : 0
        columns = [
            DesignColumn(
                name: "evidence(\(entry.name))", input: 0,
                encoding: .bins(
                    EvidenceBins(
                        edges: bins.edges, evidence: bins.counts.map(scale.evidence), missing: missing)))
        ]
        var parts = bins.counts.indices.map { index in
            (
                name: Self.name(ofBin: index, edges: bins.edges),
                from: index == 0 ? nil : bins.edges[index - 1],
                count: bins.counts[index]
            )
        }
        if bins.missing.rows > 0 { parts.append((name: "(missing)", from: nil, count: bins.missing)) }
        evidence = InputEvidence(entry.name, parts, scale)
    }

    /// A category: one column, of its levels' evidence.
    ///
    /// Levels that are rare share theirs with those never seen.
    init(
        categories: [String?], entry: InputSelection.Entry, minimumCount: Int, labels: [Bool],
        scale: EvidenceScale, unit: String?, sentence: String?
    ) throws(LearningError) {
        try self.init(
            categories: categories, entry: entry, minimumCount: minimumCount, unit: unit, sentence: sentence)
        guard !columns.isEmpty else { return }
        var levels = [EvidenceCount](repeating: EvidenceCount(), count: input.levels.count)
        var (other, missing) = (EvidenceCount(), EvidenceCount())
        for (row, code) in values.enumerated() {
            if code.isNaN {
                missing.add(labels[row])
            } else if code < 0 {
                other.add(labels[row])
            } else {
                levels[Int(code)].add(labels[row])
            }
        }
        columns = [
            DesignColumn(
                name: "evidence(\(entry.name))", input: 0,
                encoding: .levelEvidence(
                    LevelEvidence(
                        levels: levels.map(scale.evidence), other: other.rows > 0 ? scale.evidence(other) : 0,
                        missing: missing.rows > 0 ? scale.evidence(missing) : 0)))
        ]
        var parts = zip(input.levels, levels).map { (name: $0, from: Double?.none, count: $1) }
        if other.rows > 0 { parts.append((name: "(other)", from: nil, count: other)) }
        if missing.rows > 0 { parts.append((name: "(missing)", from: nil, count: missing)) }
        evidence = InputEvidence(entry.name, parts, scale)
    }

    /// A category whose levels are hashed: a column a bucket that is not rare, and one for `missing`; no level is kept.
    init(
        hashed categories: [String?], entry: InputSelection.Entry, buckets: Int, minimumCount: Int,
        unit: String?, sentence: String?
    ) {
        input = ModelInput(
            name: entry.name, kind: .category, buckets: buckets, unit: unit, sentence: sentence)
        var counts = [Int](repeating: 0, count: buckets)
        values = categories.map { level in
            guard let level else { return .nan }
            let bucket = LevelBucket.index(of: level, count: buckets)
            counts[bucket] += 1
            return Double(bucket)
        }
        fill = 0
        columns = counts.indices.filter { counts[$0] >= minimumCount }.map { bucket in
            DesignColumn(
                name: "\(entry.name)=\(LevelBucket.name(bucket))", input: 0, encoding: .level(bucket))
        }
        if values.contains(where: \.isNaN) && !columns.isEmpty {
            columns.append(Self.missingIndicator(of: entry))
        }
    }

    private static func name(ofBin index: Int, edges: [Double]) -> String {
        func text(_ edge: Double) -> String { Int(exactly: edge).map { "\($0)" } ?? "\(edge)" }
        if edges.isEmpty { return "any number" }
        if index == 0 { return "below \(text(edges[0]))" }
        return index == edges.count
            ? "from \(text(edges[index - 1]))" : "\(text(edges[index - 1])) to \(text(edges[index]))"
    }
}
