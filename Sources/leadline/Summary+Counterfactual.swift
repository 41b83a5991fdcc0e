import Scoring
import Terminal
import Workflow

extension Summary {
    /// What would take a lead to a probability, by what can be acted on.
    static func counterfactual(
        _ counterfactual: LeadCounterfactual, _ explanation: LeadExplanation, _ console: Console
    ) {
        let target =
            "\(counterfactual.isRaised ? "at least" : "at most") \(share(counterfactual.target))"
        if counterfactual.target == explanation.probability {
            console.heading("It is at \(share(counterfactual.target)) as it is")
            return
        }
        if let nearest = counterfactual.nearest {
            console.heading("Nothing that can be acted on takes it to \(target)")
            if nearest.changes.isEmpty {
                console.line(
                    "no change of \(counterfactual.actionable.joined(separator: ", ")) within the bounds helps"
                )
                return
            }
            console.line("the nearest is \(share(nearest.probability)), by all of these together:")
            changes([nearest], console)
        } else {
            console.heading("What would take it to \(target)")
            changes(counterfactual.answers, console)
        }
        if !counterfactual.isComplete {
            console.line(
                "(more inputs interact than every set of them could be tried: another may do with fewer, or get farther)"
            )
        }
        console.line(
            "(what went together in past data, all else as it is: not what a change would bring about)")
    }

    private static func changes(_ answers: [LeadCounterfactual.Answer], _ console: Console) {
        let rows = answers.enumerated().flatMap { place, answer in
            answer.changes.enumerated().map { index, change in
                [
                    index == 0 ? "\(place + 1)" : "", index == 0 ? share(answer.probability) : "",
                    change.input, plain(change.from), plain(change.to), Figures.text(change.distance),
                ]
            }
        }
        console.table(
            ["answer", "probability", "change", "from", "to", "standard deviations"], rows,
            alignments: [.right, .right, .left, .right, .right, .right])
    }

    /// A probability with two decimals, so that nobody takes 29.96 % for 30 %.
    private static func share(_ probability: Double) -> String {
        Figures.plain(100 * probability) + " %"
    }
}
