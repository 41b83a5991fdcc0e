import Evaluation
import Terminal
import Workflow

extension PersonaSummary {
    /// How often personas are what people say.
    static func show(_ accuracy: PersonaAccuracy, _ console: Console) {
        let found = accuracy.evaluation
        console.heading(
            "\(Figures.count(found.rows)) labelled leads as of \(accuracy.asOf), by \(accuracy.personas) version \(accuracy.version)"
        )
        func row(_ name: String, _ estimate: ShareEstimate) -> [String] {
            [
                name, share(estimate, bounds: true),
                "\(Figures.count(estimate.count)) of \(Figures.count(estimate.rows))",
            ]
        }
        console.table(
            ["measure", "value (95 % interval)", "leads"],
            [
                row("accuracy, of the likeliest persona", found.accuracy),
                row("coverage: a persona is named", found.coverage),
                row("routing precision: of these, right", found.precision),
            ], alignments: [.left, .right, .right])
        console.table(
            ["persona", "precision", "leads named", "recall", "leads of it", "of them unnamed"],
            found.names.map {
                [
                    $0.name, share($0.precision, bounds: true), Figures.count($0.precision.rows),
                    share($0.recall, bounds: true), Figures.count($0.recall.rows), Figures.count($0.unnamed),
                ]
            }, alignments: [.left, .right, .right, .right, .right, .right])
        if !found.confusions.isEmpty {
            console.table(
                ["named", "is", "leads"],
                found.confusions.prefix(10).map {
                    [$0.answer, $0.label ?? "none of them", Figures.count($0.rows)]
                }, alignments: [.left, .left, .right])
        }
        for (count, what) in [
            (accuracy.withoutLabel, "have no persona"),
            (accuracy.unknownLeads, "are of leads that nothing is known of"),
            (accuracy.notEligible, "are of leads that are not eligible at that time"),
        ] where count > 0 {
            console.line(
                "left out: \(Figures.count(count)) of \(Figures.count(accuracy.labels)) rows \(what)")
        }
    }
}
