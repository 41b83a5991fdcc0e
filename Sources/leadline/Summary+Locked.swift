import Evaluation
import Terminal
import Workflow

extension Summary {
    /// The figures of the locked slice, and how often it was looked at.
    static func locked(_ evaluation: LockedEvaluation, _ console: Console) {
        let slice = evaluation.slice
        console.heading(
            "On the locked slice, \(slice.from) to \(slice.to): \(Figures.count(slice.rows)) rows")
        console.table(
            ["metric", "value", "95 % interval"],
            evaluation.rows.filter { $0.group == MetricRow.overall }.map { row in
                [
                    row.metric, row.value.map(Figures.text) ?? "undefined",
                    row.lower == nil
                        ? "" : Figures.text(row.lower, nil, nil) + " to " + Figures.text(row.upper, nil, nil),
                ]
            }, alignments: [.left, .right, .left])
        console.line(
            "looked at \(evaluation.looks == 1 ? "once" : "\(evaluation.looks) times") so far; choices made by these figures make the next look worth less"
        )
    }
}
