import Learning
import Reports

extension ReportStrength {
    /// What a lineage keeps of a choice.
    init(_ choice: StrengthChoice) {
        let rule =
            switch choice.rule {
            case .least: "the strength of the least mean loss is taken"
            case .oneStandardError: "the strongest within a standard error of the least mean loss is taken"
            }
        let purged = choice.splits.reduce(0) { $0 + $1.purged }
        let shared = choice.splits.reduce(0) { $0 + ($1.shared ?? 0) }
        let apart =
            shared == 0 ? "" : ", and \(shared) of either side since their group was on the other one"
        self.init(
            sentence:
                "Each strength was fitted \(choice.splits.count) times on earlier rows of the train slice and held against the rows that follow"
                + " (\(purged) earlier rows were left out since their answers were not complete by then\(apart)); \(rule).",
            candidates: choice.candidates.map {
                Candidate(
                    penalty: $0.penalty, loss: $0.mean, standardError: $0.standardError,
                    isChosen: $0.penalty == choice.penalty)
            })
    }
}
