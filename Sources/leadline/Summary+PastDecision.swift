import Datasets
import Terminal
import Workflow

extension Summary {
    /// What was answered, whether the data still say so, and what became of it.
    static func decision(
        _ decision: ExplainedDecision, _ explanation: LeadExplanation, _ console: Console
    ) {
        let variant = decision.variant.map { " by the variant \($0)" } ?? ""
        console.line(
            "answered \(decision.time)\(variant): \(Figures.percent(decision.probability))\(decision.isRepeated ? ", as the data give it again" : "")"
        )
        if !decision.isRepeated {
            console.warn(
                "the data of today give \(Figures.percent(explanation.probability)) as of then, not what was answered (logit \(Figures.text(explanation.logit)), not \(Figures.text(decision.logit))): what was known has been changed, corrected or erased since, or was not in the log of events; what follows explains the data of today"
            )
        }
        switch decision.outcome {
        case .positive: console.line("what became of it: the outcome occurred")
        case .negative: console.line("what became of it: the outcome did not occur")
        case .immature: console.line("what became of it: not known yet, the label is not complete")
        case .excluded: console.line("what became of it: the label leaves this lead out")
        case nil: break
        }
    }
}
