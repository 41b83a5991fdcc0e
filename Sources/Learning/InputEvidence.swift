/// What the training rows say of an input that is read by its evidence: a part of a scorecard.
public struct InputEvidence: Codable, Equatable, Sendable {
    /// The input's name.
    public var input: String
    /// How much it tells by itself: the sum over its parts of the difference between their shares of positive and of negative rows,
    /// times their evidence.
    ///
    /// It is of the training rows that the evidence is of.
    public var informationValue: Double
    /// Whether the model has products of it too, which the parts' margins leave out; nil where it has none.
    public var interacts: Bool?
    /// Bins from the lowest, or levels in order; then other levels and missing where there are such rows.
    public var parts: [Part]

    /// The rows of a bin or a level.
    public struct Part: Codable, Equatable, Sendable {
        /// Such as `3 to 7`, `north`, `(other)` or `(missing)`.
        public var name: String
        /// The bin's lower edge; nil for the lowest bin and for what is no bin.
        public var from: Double?
        /// How many rows.
        public var rows: Int
        /// How many of them are positive.
        public var positives: Int
        /// In logits.
        public var evidence: Double
        /// What the model's margin gets of it, in logits, against a row of mean evidence; products apart.
        public var margin: Double
    }

    /// Lists parts; nothing is known yet of what the model makes of them.
    init(
        _ name: String, _ parts: [(name: String, from: Double?, count: EvidenceCount)], _ scale: EvidenceScale
    ) {
        input = name
        informationValue = scale.informationValue(parts.map(\.count))
        self.parts = parts.map { part in
            Part(
                name: part.name, from: part.from, rows: part.count.rows, positives: part.count.positives,
                evidence: scale.evidence(part.count), margin: 0)
        }
    }

    /// With what a model makes of it.
    func weighted(coefficient: Double, mean: Double, scale: Double, interacts: Bool) -> InputEvidence {
        var weighted = self
        weighted.interacts = interacts ? true : nil
        for index in parts.indices {
            weighted.parts[index].margin = coefficient * ((parts[index].evidence - mean) / scale)
        }
        return weighted
    }
}
