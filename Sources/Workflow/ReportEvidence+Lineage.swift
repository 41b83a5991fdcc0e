import Learning
import Reports

extension ReportEvidence {
    /// What a lineage keeps of an input.
    init(_ evidence: InputEvidence) {
        self.init(
            input: evidence.input, informationValue: evidence.informationValue,
            interacts: evidence.interacts ?? false,
            parts: evidence.parts.map {
                Part(
                    name: $0.name, rows: $0.rows, positives: $0.positives, evidence: $0.evidence,
                    margin: $0.margin)
            })
    }
}
