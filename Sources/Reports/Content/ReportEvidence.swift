/// The bins or levels of an input that is read by its evidence, as shown.
public struct ReportEvidence: Equatable, Sendable {
    /// The input's name.
    public var input: String
    /// How much the input tells by itself.
    public var informationValue: Double
    /// Whether the model has products of it too, which the parts' margins leave out.
    public var interacts: Bool
    /// Bins from the lowest, or levels.
    public var parts: [Part]

    /// A bin or a level.
    public struct Part: Equatable, Sendable {
        /// Such as `3 to 7` or `north`.
        public var name: String
        /// Its rows in the train slice.
        public var rows: Int
        /// How many of them are positive.
        public var positives: Int
        /// In logits.
        public var evidence: Double
        /// What the margin gets of it, in logits.
        public var margin: Double

        /// Creates a part.
        public init(name: String, rows: Int, positives: Int, evidence: Double, margin: Double) {
            self.name = name
            self.rows = rows
            self.positives = positives
            self.evidence = evidence
            self.margin = margin
        }
    }

    /// Creates a card.
    public init(input: String, informationValue: Double, interacts: Bool = false, parts: [Part]) {
        self.input = input
        self.informationValue = informationValue
        self.interacts = interacts
        self.parts = parts
    }
}
